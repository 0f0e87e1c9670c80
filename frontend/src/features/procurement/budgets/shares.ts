import type { BudgetRow } from '@/api/schema';

/** For drawing and comparing only: what is shown is the string that the server sent. */
const fen = (amount: string): number => Math.round(Number(amount) * 100);

/** Without its sign: "-8.00" is 8.00 over. */
export const unsigned = (amount: string): string => amount.replace(/^-/, '');

export interface Share {
  kind: 'spent' | 'committed' | 'reserved';
  /** Percent of the bar. */
  from: number;
  width: number;
}

/** The bar: what is used one after the other, of what was allotted, or of what is used where that is more. */
export function shares(budget: BudgetRow): { parts: Share[]; allotted: number } {
  const allotted = budget.allotted ? fen(budget.allotted) : 0;
  const whole = Math.max(allotted, fen(budget.used), 1);
  let from = 0;
  const parts = (['spent', 'committed', 'reserved'] as const).map((kind) => {
    const width = (fen(budget[kind]) / whole) * 100;
    const part = { kind, from, width };
    from += width;
    return part;
  });
  return { parts: parts.filter((part) => part.width > 0), allotted: (allotted / whole) * 100 };
}
