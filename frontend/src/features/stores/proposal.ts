import type { StockItemRow } from '@/api/schema';
import { thousandths } from '@/ui/quantity';

/** What is proposed to be bought. */
export interface ProposedLine {
  name: string;
  spec: string;
  unit: string;
  quantity: string;
  /** What it cost on average; empty where nothing of it is left. */
  unit_price: string;
}

/** A purchase request has no more lines. */
const MOST = 50;

/** Everything below its minimum filled up to it, or one item of that. */
export const proposed = (low: readonly StockItemRow[], which: string): ProposedLine[] =>
  low
    .filter(({ id, missing }) => missing && (which === 'all' || which === id))
    .slice(0, MOST)
    .map((item) => ({
      name: item.name,
      spec: item.spec ?? '',
      unit: item.unit,
      quantity: item.missing ?? '1',
      unit_price: average(item),
    }));

/** Of the stores that one sees, in yuan; an estimate that quotes put right. */
function average({ balances }: StockItemRow): string {
  const pieces = balances.reduce((sum, one) => sum + (thousandths(one.quantity) ?? 0), 0);
  const yuan = balances.reduce((sum, one) => sum + Number(one.value), 0);
  return pieces > 0 && yuan > 0 ? Math.max(0.01, (yuan * 1000) / pieces).toFixed(2) : '';
}
