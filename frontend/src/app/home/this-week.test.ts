import { expect, test } from 'vitest';
import { thisWeek } from './this-week';

// 1 September 2026 is a Tuesday.
const term = { starts_on: '2026-09-01', ends_on: '2027-01-22' };

test('today is that of the school', () => {
  // Monday in Shanghai, still Sunday in London.
  expect(thisWeek(term, new Date('2026-09-06T16:30:00Z'))).toBe('第2周');
  expect(thisWeek(term, new Date('2027-01-22T16:30:00Z'))).toBeNull();
  expect(thisWeek(null)).toBeNull();
});
