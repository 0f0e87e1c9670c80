import { expect, test } from 'vitest';
import type { DayView } from '@/api/schema';
import { months, schoolYearOf } from './months';

function day(date: string): DayView {
  const rest = {
    kind: 'school_day',
    works: true,
    name: null,
    by_school: false,
    week: null,
  } as const;
  return { day: date, version: 0, ...rest };
}

test('a month begins under its weekday', () => {
  // 1 September 2026 is a Tuesday; 31 August the Monday before.
  const [august, september] = months(['2026-08-31', '2026-09-01', '2026-09-07'].map(day));
  expect(august?.weeks).toEqual([[day('2026-08-31'), null, null, null, null, null, null]]);
  expect(september?.weeks[0]?.[1]?.day).toBe('2026-09-01');
  expect(september?.weeks[1]?.[0]?.day).toBe('2026-09-07');
});

test('the school year changes in August', () => {
  expect(['2026-07-31', '2026-08-01', '2027-01-15'].map(schoolYearOf)).toEqual([2025, 2026, 2026]);
});
