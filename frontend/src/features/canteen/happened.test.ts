import { expect, test } from 'vitest';
import { instantOf, lateMoment, localMoment } from './happened';

test('what the clock of the school shows is the instant that is sent', () => {
  expect(localMoment(new Date('2026-11-24T02:05:00Z'))).toBe('2026-11-24T10:05');
  expect(instantOf('2026-11-24T10:05')).toBe('2026-11-24T02:05:00.000Z');
  expect(instantOf('2026-11-24T00:30')).toBe('2026-11-23T16:30:00.000Z');
});

test('what is left empty is now', () => {
  expect(instantOf('')).toBeUndefined();
});

test('a late entry begins at the usual time of its day, and today is now', () => {
  expect(lateMoment('2020-01-02', 'dinner')).toBe('2020-01-02T18:00');
  expect(lateMoment('2020-01-02', 'check')).toBe('2020-01-02T06:30');
  expect(lateMoment(undefined, 'lunch')).toBe('');
  expect(lateMoment('2999-01-01', 'lunch')).toBe('');
});
