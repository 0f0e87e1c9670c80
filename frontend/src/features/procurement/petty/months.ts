import { language } from '@/i18n/locale';
import { schoolDay } from '@/i18n/school-day';

export const thisMonth = (): string => schoolDay().slice(0, 7);

/** So many months before or after: the day is of no account. */
export function monthsFrom(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}

/** 2026年11月. */
export function monthName(month: string): string {
  return new Intl.DateTimeFormat(language(), {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The last months, the newest first, to choose among. */
export function lastMonths(count: number): { value: string; label: string }[] {
  const newest = thisMonth();
  return Array.from({ length: count }, (_, index) => {
    const value = monthsFrom(newest, -index);
    return { value, label: monthName(value) };
  });
}
