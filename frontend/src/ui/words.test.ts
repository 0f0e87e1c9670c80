import { expect, test } from 'vitest';
import { codeGroups, matches } from './words';

test('every word must occur, in any of the texts and across the levels of a path', () => {
  expect(matches('致远 203', '致远楼 / 2层 / 203')).toBe(true);
  expect(matches('致远楼2层', '致远楼 / 2层 / 203')).toBe(true);
  expect(matches('林 203', '致远楼 / 2层 / 203', '林悦')).toBe(true);
  expect(matches('致远 301', '致远楼 / 2层 / 203')).toBe(false);
  expect(matches('  ', null)).toBe(true);
});

test('a code is read in groups', () => {
  expect(codeGroups('7K2M9QX4RT')).toBe('7K2M 9QX 4RT');
  expect(codeGroups('odd')).toBe('odd');
});
