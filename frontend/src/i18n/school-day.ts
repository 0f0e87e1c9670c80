import { timeZone } from './format';

/** A day of the school, so many days from today: "2026-09-03". Apart from format.ts, which every page loads. */
export function schoolDay(daysAhead = 0, now: Date = new Date()): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
  const day = Date.parse(`${today}T00:00:00Z`) + daysAhead * 86_400_000;
  return new Date(day).toISOString().slice(0, 10);
}
