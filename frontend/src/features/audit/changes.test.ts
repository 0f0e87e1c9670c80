import { expect, test } from 'vitest';
import { changes } from './changes';

test('shows what came, went and changed', () => {
  expect(changes({ name: '203', room_use: null }, { name: '三(2)班', floors: 2 })).toEqual([
    { field: 'name', before: '203', after: '三(2)班' },
    { field: 'room_use', before: null, after: null },
    { field: 'floors', before: null, after: '2' },
  ]);
});

test('something new has no before', () => {
  expect(changes(null, { rooms: ['101'] })).toEqual([
    { field: 'rooms', before: null, after: '["101"]' },
  ]);
});
