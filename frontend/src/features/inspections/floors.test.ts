import { expect, test } from 'vitest';
import type { LocationNode } from '@/api/schema';
import { floorsOf } from './floors';

const node = (id: string, kind: string, parent: string | null) =>
  ({ id, kind, name: id, path: id, parent_id: parent }) as LocationNode;

const TREE = [
  node('east', 'building', null),
  node('east-1', 'floor', 'east'),
  node('101', 'room', 'east-1'),
  node('102', 'room', 'east-1'),
  node('east-2', 'floor', 'east'),
  node('201', 'room', 'east-2'),
  node('west', 'building', null),
  node('w1', 'room', 'west'),
  node('yard', 'zone', null),
];

const shape = (within: string | null) =>
  floorsOf(TREE, within).map(({ id, rooms }) => [id, rooms.map((room) => room.id)]);

test('a walk goes floor by floor, and open ground stands for itself', () => {
  expect(shape(null)).toEqual([
    ['east-1', ['101', '102']],
    ['east-2', ['201']],
    ['west', ['w1']],
    ['yard', ['yard']],
  ]);
});

test('a round of one building goes through no other', () => {
  expect(shape('east')).toEqual([
    ['east-1', ['101', '102']],
    ['east-2', ['201']],
  ]);
  expect(shape('w1')).toEqual([['west', ['w1']]]);
});
