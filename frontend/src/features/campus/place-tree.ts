import type { LocationNode } from '@/api/schema';

export interface Branch {
  place: LocationNode;
  children: Branch[];
  /** Rooms and zones at or below it. */
  rooms: number;
}

/** Hangs the flat list under its parents. A parent the reader may not see makes its children tops. */
export function branches(places: readonly LocationNode[]): Branch[] {
  const all = new Map(
    places.map((place) => [place.id, { place, children: [], rooms: 0 } as Branch]),
  );
  const tops: Branch[] = [];
  for (const branch of all.values()) {
    const parent = branch.place.parent_id ? all.get(branch.place.parent_id) : undefined;
    (parent ? parent.children : tops).push(branch);
  }
  for (const top of tops) {
    count(top);
  }
  return tops;
}

function count(branch: Branch): number {
  const own = branch.place.kind === 'room' || branch.place.kind === 'zone' ? 1 : 0;
  branch.rooms = branch.children.reduce((sum, child) => sum + count(child), own);
  return branch.rooms;
}
