import type { ClassView, StockDistributionBody, StockDistributionPer } from '@/api/schema';
import { thousandths } from '@/ui/quantity';
import type { ShelfItem } from './shelf';

/** A column of the matrix: everybody gets so much of it. */
export interface Column {
  item: ShelfItem;
  quantity: string;
  per: StockDistributionPer;
}

/** What a class is to get, and what is there for it when its turn comes; thousandths. */
export interface Cell {
  wanted: number;
  given: number;
}

/** What a column comes to; thousandths. */
export interface Total {
  wanted: number;
  short: number;
}

type Sized = Pick<ClassView, 'id' | 'size'>;

function wantedBy(one: Sized, { quantity, per }: Column): number {
  return (thousandths(quantity) ?? 0) * (per === 'pupil' ? (one.size ?? 0) : 1);
}

/** Whole pieces where whole pieces are wanted, as the server gives them. */
const asFarAsItGoes = (wanted: number, free: number): number =>
  free >= wanted ? wanted : wanted % 1000 === 0 ? free - (free % 1000) : free;

/** Cells by class, in the order in which they get something. */
export function matrixOf(
  classes: readonly Sized[],
  columns: readonly Column[],
): { rows: Map<string, Cell[]>; totals: Total[] } {
  const free = columns.map(({ item }) => item.left);
  const totals = columns.map(() => ({ wanted: 0, short: 0 }));
  const rows = new Map<string, Cell[]>();
  for (const one of classes) {
    const row = columns.map((column, index) => {
      const wanted = wantedBy(one, column);
      const given = asFarAsItGoes(wanted, free[index] ?? 0);
      free[index] = (free[index] ?? 0) - given;
      const total = totals[index];
      if (total) {
        total.wanted += wanted;
        total.short += wanted - given;
      }
      return { wanted, given };
    });
    rows.set(one.id, row);
  }
  return { rows, totals };
}

/** The first class that is too many for a controlled item: it needs a requisition. */
export function tooMuch(rows: Map<string, Cell[]>, columns: readonly Column[]): Column[] {
  return columns.filter(({ item }, index) => {
    const above = item.controlledAbove;
    return above !== null && [...rows.values()].some((row) => (row[index]?.wanted ?? 0) > above);
  });
}

export type DistributionValues = {
  purpose: string;
  /** Who gets nothing this time. */
  left_out: string[];
  lines: Column[];
};

/** What is sent: every class that is not left out, in the order of the school. */
export function distributionBody(
  storeId: string,
  { purpose, left_out, lines }: DistributionValues,
  here: readonly Sized[],
): StockDistributionBody {
  return {
    store_id: storeId,
    purpose: purpose.trim(),
    class_ids: here.filter(({ id }) => !left_out.includes(id)).map(({ id }) => id),
    lines: lines.map(({ item, quantity, per }) => ({
      item_id: item.id,
      quantity: quantity.trim(),
      per,
    })),
  };
}
