import type { GoodsReceiptRow } from '@/api/schema';
import { timeZone } from '@/i18n/format';
import { schoolDay } from '@/i18n/school-day';

const DAY = 86_400_000;

/** The day of the school on which a moment was. */
const dayOf = (moment: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(moment));

/** So many days it has waited for its voucher. */
export function daysWaiting(acceptedAt: string, today: string = schoolDay()): number {
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(dayOf(acceptedAt))) / DAY));
}

/** Accepted in another month and still in no account. */
export const isOverdue = (acceptedAt: string, today: string = schoolDay()): boolean =>
  dayOf(acceptedAt).slice(0, 7) < today.slice(0, 7);

export interface Waiting {
  count: number;
  days: number;
  longest: number;
  /** Nothing when one of them is worth what the reader may not see. */
  total: string | null;
}

/** What all of them come to: how long they have waited together, and what they are worth. */
export function sumOfWaiting(
  rows: readonly Pick<GoodsReceiptRow, 'accepted_at' | 'total'>[],
  today: string = schoolDay(),
): Waiting {
  const days = rows.map((row) => (row.accepted_at ? daysWaiting(row.accepted_at, today) : 0));
  const fen = rows.reduce<number | null>(
    (sum, { total }) => (sum === null || !total ? null : sum + Math.round(Number(total) * 100)),
    0,
  );
  return {
    count: rows.length,
    days: days.reduce((sum, one) => sum + one, 0),
    longest: Math.max(0, ...days),
    total: fen === null ? null : (fen / 100).toFixed(2),
  };
}
