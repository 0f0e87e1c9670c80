import { expect, test } from 'vitest';
import type { AssetLabel } from '@/api/schema';
import { copies, sheets } from './label-sheet';

const label = (quantity: string) => ({ id: quantity, quantity }) as AssetLabel;

test('each piece gets its label when that is wanted', () => {
  const labels = [label('1'), label('3'), label('12.5')];
  expect(copies(labels, false)).toHaveLength(3);
  expect(copies(labels, true)).toHaveLength(5);
});

test('sheets of 21, the first from where it is still unused', () => {
  const items = Array.from({ length: 40 }, (_, index) => index);
  expect(sheets(items, 1).map((sheet) => sheet.length)).toEqual([21, 19]);
  const half = sheets(items, 8);
  expect(half.map((sheet) => sheet.length)).toEqual([21, 21, 5]);
  expect(half[0]?.slice(6, 8)).toEqual([null, 0]);
  expect(sheets([], 5)).toHaveLength(1);
});
