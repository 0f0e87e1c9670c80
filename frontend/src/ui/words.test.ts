import { expect, test } from 'vitest';
import { matches } from './words';

test('every word must occur, in any of the texts and across the levels of a path', () => {
  expect(matches('致远 203', '致远楼 / 2层 / 203')).toBe(true);
  expect(matches('致远楼2层', '致远楼 / 2层 / 203')).toBe(true);
  expect(matches('林 203', '致远楼 / 2层 / 203', '林悦')).toBe(true);
  expect(matches('致远 301', '致远楼 / 2层 / 203')).toBe(false);
  expect(matches('  ', null)).toBe(true);
});
