import { timeZone } from '@/i18n/format';
import { m } from '@/i18n/messages';

const DAY = 86_400_000;

/** Days since the epoch of the Monday of a civil day's week; 1 January 1970 was a Thursday. */
function monday(day: string): number {
  const days = Date.parse(`${day}T00:00:00Z`) / DAY;
  return days - ((days + 3) % 7);
}

/**
 * 第13周 of today at the school; null in vacations. The rest of the calendar is in i18n/school-week.ts: sharing it would
 * bring the office's chunks onto the first page.
 */
export function thisWeek(
  term: { starts_on: string; ends_on: string } | null | undefined,
  now: Date = new Date(),
): string | null {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
  if (!term || today < term.starts_on || today > term.ends_on) {
    return null;
  }
  return m.shell_week({ week: (monday(today) - monday(term.starts_on)) / 7 + 1 });
}
