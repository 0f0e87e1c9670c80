import { expect, test } from 'vitest';
import { sizeOf, sumText } from './words';

const sum = { count: 12, amount: null, quantity: null, met: 11, per_mille: 916 };

test('a share of nothing is no share', () => {
  expect(sumText('share', sum)).toContain('91.6');
  expect(sumText('share', { ...sum, count: 0, met: 0, per_mille: null })).not.toContain('%');
});

test('a bar is as long as the money, or as the number where there is none', () => {
  expect(sizeOf(sum)).toBe(12);
  expect(sizeOf({ ...sum, amount: '38.00' })).toBe(38);
  // What came back for more than went out is no bar.
  expect(sizeOf({ ...sum, amount: '-1.00' })).toBe(0);
});
