import type { LocationNode, LocationRef } from '@/api/schema';

/** One building (or open ground) with the rooms one can report in. */
export interface Building {
  id: string;
  name: string;
  floors: Floor[];
}

interface Floor {
  id: string;
  /** Empty where rooms hang directly below the building. */
  name: string;
  rooms: LocationNode[];
}

/** Things break in rooms and on open grounds; a building alone says too little to walk to. */
function isRoom({ kind }: { kind: string }): boolean {
  return kind === 'room' || kind === 'zone';
}

/**
 * The tree as a thumb wants it: buildings, and under each its floors with rooms. Whatever has rooms but
 * no building above (a playground of the campus) is gathered under its own parent.
 */
export function buildings(nodes: readonly LocationNode[]): Building[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<string, Building>();
  for (const room of nodes.filter(isRoom)) {
    const parent = room.parent_id ? byId.get(room.parent_id) : undefined;
    const top = topOf(parent, byId) ?? room;
    const building = found.get(top.id) ?? { id: top.id, name: top.name, floors: [] };
    found.set(top.id, building);
    const onFloor = parent?.kind === 'floor' ? parent : null;
    const floorId = onFloor?.id ?? top.id;
    let floor = building.floors.find(({ id }) => id === floorId);
    if (!floor) {
      floor = { id: floorId, name: onFloor?.name ?? '', rooms: [] };
      building.floors.push(floor);
    }
    floor.rooms.push(room);
  }
  return [...found.values()];
}

function topOf(
  node: LocationNode | undefined,
  byId: Map<string, LocationNode>,
): LocationNode | undefined {
  let current = node;
  while (current?.kind === 'floor' && current.parent_id) {
    current = byId.get(current.parent_id);
  }
  return current;
}

/** "203" finds 203; "zhi" finds nothing, which is said. Names and paths both count. */
export function findRooms(nodes: readonly LocationNode[], words: string): LocationNode[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return nodes
    .filter(isRoom)
    .filter((room) => wanted.every((word) => room.path.toLowerCase().includes(word)))
    .slice(0, 30);
}

export function refOf(node: LocationNode): LocationRef {
  return { id: node.id, kind: node.kind, name: node.name, path: node.path };
}

/** Buildings and floors as choices of a filter: a place and everything below it. */
export function placeOptions(
  nodes: readonly LocationNode[],
  current?: string,
): { value: string; label: string }[] {
  return nodes
    .filter(({ id, kind }) => kind === 'building' || kind === 'floor' || id === current)
    .map(({ id, path }) => ({ value: id, label: path }));
}
