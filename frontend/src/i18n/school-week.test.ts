import { expect, test } from 'vitest';
import { formatSchoolDay, weekOf } from './school-week';

// 1 September 2026 is a Tuesday.
const term = { starts_on: '2026-09-01', ends_on: '2027-01-22' };

test('weeks begin on Mondays, and the first holds the first day', () => {
  const weeks = ['2026-09-01', '2026-09-06', '2026-09-07', '2026-09-29', '2027-01-22'];
  expect(weeks.map((day) => weekOf(day, term))).toEqual([1, 1, 2, 5, 21]);
});

test('outside the term there is no week', () => {
  expect(weekOf('2026-08-31', term)).toBeNull();
  expect(weekOf('2027-01-23', term)).toBeNull();
  expect(formatSchoolDay('2027-01-23', term)).toBe('星期六');
  expect(formatSchoolDay('2026-09-29', null)).toBe('星期二');
});

test('a school day is said by week and weekday', () => {
  expect(formatSchoolDay('2026-09-29', term)).toBe('第5周 星期二');
});
