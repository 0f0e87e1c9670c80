import type { LocationNode } from '@/api/schema';

/** A floor, or whatever has rooms directly below it, with its rooms in their order. */
export interface Floor {
  id: string;
  path: string;
  rooms: LocationNode[];
}

const isRoom = ({ kind }: LocationNode) => kind === 'room' || kind === 'zone';

/** The tree as a walk goes: floor by floor, each with what can be looked into. What has nothing above it stands for itself. */
export function floorsOf(nodes: readonly LocationNode[], within: string | null): Floor[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const inside = (node: LocationNode): boolean => {
    for (let at: LocationNode | undefined = node; at; at = byId.get(at.parent_id ?? '')) {
      if (!within || at.id === within) return true;
    }
    return false;
  };
  const floors = new Map<string, Floor>();
  for (const room of nodes) {
    if (!isRoom(room) || !inside(room)) continue;
    const above = byId.get(room.parent_id ?? '') ?? room;
    const floor = floors.get(above.id) ?? { id: above.id, path: above.path, rooms: [] };
    floor.rooms.push(room);
    floors.set(above.id, floor);
  }
  return [...floors.values()];
}

const KEPT = 'steward.walk.floor';

/** On a walk the next fault is on the same floor; kept until the tab closes. */
export function lastFloor(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export function keepFloor(id: string): void {
  try {
    sessionStorage.setItem(KEPT, id);
  } catch {
    // A private window: the walk then begins with the first floor.
  }
}
