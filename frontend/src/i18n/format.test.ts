import { beforeEach, expect, test } from 'vitest';
import { formatDate, formatExact, formatMoment, formatMoney } from './format';
import { setLocale } from './paraglide/runtime.js';

// 2026-09-03 10:00 in Shanghai, a Thursday.
const now = new Date('2026-09-03T02:00:00Z');

beforeEach(() => setLocale('zh-CN', { reload: false }));

test.each([
  ['2026-09-03T02:35:00Z', '今天 10:35'],
  // Still the 3rd in UTC, already the 4th in the school.
  ['2026-09-03T16:05:00Z', '明天 00:05'],
  ['2026-09-02T12:00:00Z', '昨天'],
  ['2026-09-10T02:00:00Z', '9月10日 周四'],
  ['2025-12-31T02:00:00Z', '2025年12月31日'],
  ['2026-09-03', '今天'],
  ['2026-09-04', '明天'],
  ['2026-09-17', '9月17日 周四'],
])('%s reads %s', (iso, text) => {
  expect(formatDate(iso, now)).toBe(text);
});

test.each([
  ['2026-09-03T02:35:00Z', '今天 10:35'],
  ['2026-09-02T12:00:00Z', '昨天 20:00'],
  ['2026-08-24T00:20:00Z', '8月24日 周一 08:20'],
  ['2026-09-02', '昨天'],
])('in a history %s reads %s', (iso, text) => {
  expect(formatMoment(iso, now)).toBe(text);
});

test('English reads naturally, too', () => {
  setLocale('en', { reload: false });
  expect(formatDate('2026-09-03T02:35:00Z', now)).toBe('Today 10:35');
  expect(formatDate('2026-09-10', now)).toBe('Thu Sep 10');
});

test('the exact moment is in the school’s zone, a civil date in none', () => {
  expect(formatExact('2026-09-03T16:05:00Z')).toContain('2026年9月4日');
  expect(formatExact('2026-09-03')).toBe('2026年9月3日星期四');
});

test('money keeps every fen of a large sum', () => {
  expect(formatMoney('1234.50')).toBe('¥1,234.50');
  expect(formatMoney('90071992547409.93')).toBe('¥90,071,992,547,409.93');
  setLocale('en', { reload: false });
  expect(formatMoney('-3.00')).toBe('-¥3.00');
});

test('what is no date is shown as it came', () => {
  expect(formatDate('soon')).toBe('soon');
});
