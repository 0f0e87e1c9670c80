import { expect, test } from 'vitest';
import { dayStart } from './school-day';

test('a day begins at midnight of the school, not of London', () => {
  expect(dayStart('2026-11-24', 0, 'Asia/Shanghai')).toBe('2026-11-23T16:00:00.000Z');
  expect(dayStart('2026-11-24', 1, 'Asia/Shanghai')).toBe('2026-11-24T16:00:00.000Z');
});

test('also on the day the clocks change', () => {
  expect(dayStart('2026-03-29', 0, 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(dayStart('2026-03-29', 1, 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
});

test('half a date is none', () => {
  expect(dayStart('2026-1', 0, 'Asia/Shanghai')).toBeUndefined();
});
