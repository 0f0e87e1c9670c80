import { expect, test } from 'vitest';
import type { LocationNode } from '@/api/schema';
import { branches } from './place-tree';

function node(id: string, kind: LocationNode['kind'], parent_id: string | null): LocationNode {
  return { id, kind, parent_id, name: id, path: id, responsible_person: null };
}

test('hangs floors under buildings and counts rooms', () => {
  const [building, yard] = branches([
    node('b', 'building', null),
    node('f1', 'floor', 'b'),
    node('101', 'room', 'f1'),
    node('102', 'room', 'f1'),
    node('yard', 'zone', null),
  ]);
  expect(building?.rooms).toBe(2);
  expect(building?.children[0]?.children.map((c) => c.place.id)).toEqual(['101', '102']);
  expect(yard?.rooms).toBe(1);
});

test('a room whose building is out of sight still shows', () => {
  expect(branches([node('101', 'room', 'hidden')]).map((b) => b.place.id)).toEqual(['101']);
});
