import { expect, test } from 'vitest';
import type { LocationNode } from '@/api/schema';
import { buildings, findRooms, placeOptions } from './places';
import { instantIn, localIn } from './report-form';

function node(id: string, kind: LocationNode['kind'], parent: string | null, path: string) {
  const name = path.split(' / ').at(-1) ?? '';
  return { id, kind, parent_id: parent, name, path, responsible_person: null } as LocationNode;
}

const TREE = [
  node('c', 'campus', null, 'Main'),
  node('b', 'building', 'c', 'East'),
  node('f1', 'floor', 'b', 'East / 1F'),
  node('r101', 'room', 'f1', 'East / 1F / 101'),
  node('r102', 'room', 'f1', 'East / 1F / 102'),
  node('hall', 'room', 'b', 'East / Hall'),
  node('yard', 'zone', 'c', 'Yard'),
];

test('rooms stand under their building and floor, open grounds under their campus', () => {
  const [east, main] = buildings(TREE);
  expect(east?.floors.map(({ name, rooms }) => [name, rooms.length])).toEqual([
    ['1F', 2],
    ['', 1],
  ]);
  expect(main?.name).toBe('Main');
  expect(main?.floors[0]?.rooms.map(({ id }) => id)).toEqual(['yard']);
});

test('a few letters or digits find a room, a building alone is none', () => {
  expect(findRooms(TREE, '102').map(({ id }) => id)).toEqual(['r102']);
  expect(findRooms(TREE, 'east hall').map(({ id }) => id)).toEqual(['hall']);
  expect(findRooms(TREE, 'nowhere')).toEqual([]);
});

test('a filter offers buildings and floors, and the room it stands at', () => {
  expect(placeOptions(TREE).map(({ value }) => value)).toEqual(['b', 'f1']);
  expect(placeOptions(TREE, 'r101').map(({ value }) => value)).toEqual(['b', 'f1', 'r101']);
});

test('a time typed at school is an instant, wherever the device believes to be', () => {
  expect(instantIn('Asia/Shanghai', '2026-09-03T07:35')).toBe('2026-09-02T23:35:00.000Z');
  expect(localIn('Asia/Shanghai', Date.parse('2026-09-02T23:35:00Z'))).toBe('2026-09-03T07:35');
});
