import { expect, test } from 'vitest';
import type { AssetRow, LocationNode } from '@/api/schema';
import { linesOf, plainAmount, plainQuantity, roomsOf } from './inventory';

const card = (name: string, quantity: string, room: string, original_value?: string) =>
  ({
    name,
    quantity,
    unit: '张',
    spec_model: null,
    location: { id: room },
    ...(original_value ? { original_value } : {}),
  }) as AssetRow;

test('like things are one line, added up without floats', () => {
  const lines = linesOf(
    [card('课桌', '3', 'r', '249.30'), card('课桌', '42', 'r', '0.10'), card('黑板', '1', 'r')],
    'zh-CN',
  );
  expect(lines.map(({ name }) => name)).toEqual(['黑板', '课桌']);
  expect(plainQuantity(lines[1]?.quantity ?? 0)).toBe('45');
  expect(plainAmount(lines[1]?.value ?? 0n)).toBe('249.40');
  expect(lines[0]?.value).toBeNull();
});

test('a building is all its rooms, each with what stands in it', () => {
  const node = (id: string, parent_id: string | null, kind: string) =>
    ({ id, parent_id, kind, name: id, path: id, responsible_person: null }) as LocationNode;
  const tree = [
    node('201', 'f2', 'room'),
    node('f2', 'b', 'floor'),
    node('b', null, 'building'),
    node('yard', null, 'zone'),
    node('101', 'b', 'room'),
  ];
  const rooms = roomsOf(tree, 'b', [card('课桌', '2', '101')], new Map(), 'zh-CN');
  expect(rooms.map(({ id, lines }) => [id, lines.length])).toEqual([
    ['201', 0],
    ['101', 1],
  ]);
  expect(
    roomsOf(tree, '101', [], new Map([['101', '科学室']]), 'zh-CN').map(({ use }) => use),
  ).toEqual(['科学室']);
});
