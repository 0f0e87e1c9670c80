import type { FigureMeasure, FigureSum, LedgerExportBody } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { DetailFilters, LedgerDays } from './queries';

/** Whose ledger it is: a class by code and name, a place by its path, or what has no place. */
export function accountName(
  filters: DetailFilters,
  title: string | null | undefined,
): string | undefined {
  if (filters.category_code) {
    return title ? `${filters.category_code} ${title}` : filters.category_code;
  }
  return filters.place_id ? (title ?? undefined) : m.reports_nowhere();
}

/** Only the days of what a ledger is narrowed to. */
export function daysOf({ from, as_of }: DetailFilters): LedgerDays {
  return { from, as_of };
}

/** A ledger of these days as a file. */
export function exported(
  ledger: LedgerExportBody['ledger'],
  { from, as_of, category_code, place_id }: DetailFilters,
): LedgerExportBody {
  return {
    ledger,
    from: from ?? null,
    as_of: as_of ?? null,
    category_code: category_code ?? null,
    place_id: place_id ?? null,
  };
}

/** What the page shows, as a file. What has no place is a part of the ledger of all rooms. */
export function exportOf(filters: DetailFilters): LedgerExportBody {
  return exported(filters.category_code ? 'detail_by_class' : 'detail_by_room', filters);
}

/** 917 of a thousand: "91.7%". */
function percent(perMille: number): string {
  return m.figures_percent({ percent: `${Math.floor(perMille / 10)}.${perMille % 10}` });
}

const money = (sum: FigureSum) => formatMoney(sum.amount ?? '0');

/** What a figure is, by what it measures. */
const SAID: Record<FigureMeasure, (sum: FigureSum) => string> = {
  count: (sum) => m.figures_count({ count: formatNumber(sum.count) }),
  amount: (sum) => m.figures_amount({ amount: money(sum), count: formatNumber(sum.count) }),
  worth: (sum) =>
    m.figures_worth({ amount: money(sum), pieces: formatNumber(Number(sum.quantity ?? 0)) }),
  weight: (sum) =>
    m.figures_weight({ kilograms: sum.quantity ?? '0', count: formatNumber(sum.count) }),
  share: (sum) =>
    sum.per_mille === null || sum.per_mille === undefined
      ? m.figures_none()
      : m.figures_share({
          percent: percent(sum.per_mille),
          met: formatNumber(sum.met ?? 0),
          count: formatNumber(sum.count),
        }),
};

export const sumText = (measure: FigureMeasure, sum: FigureSum) => SAID[measure](sum);

/** How long the bar of a part is: by money where there is some, or by what is measured. */
export const sizeOf = (sum: FigureSum) =>
  Math.max(0, Number(sum.amount ?? sum.quantity ?? sum.count));
