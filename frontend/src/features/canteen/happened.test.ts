import { expect, test } from 'vitest';
import { instantOf, localMoment } from './happened';

test('what the clock of the school shows is the instant that is sent', () => {
  expect(localMoment(new Date('2026-11-24T02:05:00Z'))).toBe('2026-11-24T10:05');
  expect(instantOf('2026-11-24T10:05')).toBe('2026-11-24T02:05:00.000Z');
  expect(instantOf('2026-11-24T00:30')).toBe('2026-11-23T16:30:00.000Z');
});

test('what is left empty is now', () => {
  expect(instantOf('')).toBeUndefined();
});
