import { expect, test } from 'vitest';
import { recentMonths } from './months';

test('months go back over the turn of the year', () => {
  const months = recentMonths('2027-01-15');
  expect(months.slice(0, 3)).toEqual(['2027-01', '2026-12', '2026-11']);
  expect(months).toHaveLength(13);
  expect(months[12]).toBe('2026-01');
});
