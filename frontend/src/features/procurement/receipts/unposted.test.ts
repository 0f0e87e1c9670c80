import { expect, test } from 'vitest';
import { daysWaiting, isOverdue, sumOfWaiting } from './unposted';

// Past midnight in China, and still the day before in London.
const LATE = '2026-10-30T17:00:00Z';

test('days are counted by the calendar of the school', () => {
  expect(daysWaiting(LATE, '2026-11-02')).toBe(2);
  expect(daysWaiting(LATE, '2026-10-31')).toBe(0);
});

test('over the end of the month it is late', () => {
  expect(isOverdue(LATE, '2026-10-31')).toBe(false);
  expect(isOverdue(LATE, '2026-11-01')).toBe(true);
});

test('days and money are added up; money only when all of it is seen', () => {
  const row = (accepted_at: string, total: string | null) => ({ accepted_at, total });
  const rows = [row(LATE, '0.10'), row('2026-11-01T02:00:00Z', '0.20')];
  expect(sumOfWaiting(rows, '2026-11-03')).toEqual({
    count: 2,
    days: 5,
    longest: 3,
    total: '0.30',
  });
  expect(sumOfWaiting([...rows, row(LATE, null)], '2026-11-03').total).toBeNull();
});
