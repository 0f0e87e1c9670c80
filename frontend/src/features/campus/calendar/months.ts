import type { DayView } from '@/api/schema';

/** A month as rows of seven days from Monday; days of other months are holes. */
export interface Month {
  /** "2026-09" */
  key: string;
  year: number;
  month: number;
  weeks: (DayView | null)[][];
}

function weekdayFromMonday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function months(days: readonly DayView[]): Month[] {
  const found = new Map<string, Month>();
  for (const day of days) {
    const key = day.day.slice(0, 7);
    const [year = 0, month = 0] = key.split('-').map(Number);
    const at = found.get(key) ?? { key, year, month, weeks: [] };
    found.set(key, at);
    const column = weekdayFromMonday(day.day);
    if (at.weeks.length === 0 || column === 0) {
      at.weeks.push(Array.from({ length: 7 }, () => null));
    }
    const week = at.weeks.at(-1);
    if (week) {
      week[column] = day;
    }
  }
  return [...found.values()];
}

/** The school year of a day, by the year in which it begins: from August on the new one. */
export function schoolYearOf(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month < 8 ? year - 1 : year;
}
