import { language } from './locale';
import { m } from './messages';

/** Days as schools count them: 第5周 星期二. Apart from format.ts, which every page loads. */

interface TermDays {
  /** "2026-09-01" */
  starts_on: string;
  ends_on: string;
}

const DAY = 86_400_000;

/** Days since the epoch of the Monday of a civil day's week; 1 January 1970 was a Thursday. */
function monday(day: string): number {
  const days = Date.parse(`${day}T00:00:00Z`) / DAY;
  return days - ((days + 3) % 7);
}

/** The week of the term that a day lies in; null outside it. The server counts the same way. */
export function weekOf(day: string, term: TermDays): number | null {
  if (day < term.starts_on || day > term.ends_on) {
    return null;
  }
  return (monday(day) - monday(term.starts_on)) / 7 + 1;
}

/** 星期二 */
export function weekday(day: string, width: 'long' | 'short' = 'long'): string {
  const at = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(language(), { weekday: width, timeZone: 'UTC' }).format(at);
}

/** 第5周 星期二; only the weekday outside the term. */
export function formatSchoolDay(day: string, term: TermDays | null | undefined): string {
  const week = term ? weekOf(day, term) : null;
  const name = weekday(day);
  return week === null ? name : m.calendar_week_day({ week, weekday: name });
}
