import { schoolDay } from '@/i18n/school-day';

/** How far back a month can be chosen: who begins with imported figures begins soon after them. */
const BACK = 12;

/** This month and those before it, the newest first, as the server writes them. */
export function recentMonths(today = schoolDay()): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: BACK + 1 }, (_, back) => {
    const at = year * 12 + (month - 1) - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
