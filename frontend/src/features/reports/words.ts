import type { FigureMeasure, FigureSum } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';

/** 917 of a thousand: "91.7%". */
export function percent(perMille: number): string {
  return m.figures_percent({ percent: `${Math.floor(perMille / 10)}.${perMille % 10}` });
}

const money = (sum: FigureSum) => formatMoney(sum.amount ?? '0');

/** What a figure is, by what it measures. */
const SAID: Record<FigureMeasure, (sum: FigureSum) => string> = {
  count: (sum) => m.figures_count({ count: formatNumber(sum.count) }),
  amount: (sum) => m.figures_amount({ amount: money(sum), count: formatNumber(sum.count) }),
  worth: (sum) =>
    m.figures_worth({ amount: money(sum), pieces: formatNumber(Number(sum.quantity ?? 0)) }),
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

/** How long the bar of a part is: by money where there is some. */
export const sizeOf = (sum: FigureSum) => Math.max(0, Number(sum.amount ?? sum.count));
