import type { ClassView, StockDistribution, StockDistributionBody } from '@/api/schema';
import { quantityOf, thousandths } from '@/ui/quantity';
import type { ShelfItem } from './shelf';

export type Per = 'class' | 'pupil';

/** A column of the matrix: what is proposed for everybody, and what somebody wrote for one class. */
export interface Column {
  item: ShelfItem;
  quantity: string;
  per: Per;
  /** As it is typed, by class; an empty one is as proposed. */
  cells: Readonly<Record<string, string>>;
}

/** What a class is to get, and what is there for it when its turn comes; thousandths. */
export interface Cell {
  /** As it stands in its field, and what stands there as long as nobody writes. */
  text: string;
  proposed: string;
  changed: boolean;
  wanted: number;
  given: number;
}

/** What a column comes to; thousandths. */
export interface Total {
  wanted: number;
  short: number;
}

type Sized = Pick<ClassView, 'id' | 'size'>;

export const newColumn = (item: ShelfItem): Column => ({
  item,
  quantity: '1',
  per: 'class',
  cells: {},
});

export const isWrong = (text: string): boolean => text.trim() !== '' && thousandths(text) === null;

function cellOf(one: Sized, { quantity, per, cells }: Column): Omit<Cell, 'given'> {
  const proposed = (thousandths(quantity) ?? 0) * (per === 'pupil' ? (one.size ?? 0) : 1);
  const own = cells[one.id];
  const changed = Boolean(own?.trim());
  return {
    text: own ?? quantityOf(proposed),
    proposed: quantityOf(proposed),
    changed,
    wanted: changed ? (thousandths(own ?? '') ?? 0) : proposed,
  };
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
      const cell = cellOf(one, column);
      const given = asFarAsItGoes(cell.wanted, free[index] ?? 0);
      free[index] = (free[index] ?? 0) - given;
      const total = totals[index];
      if (total) {
        total.wanted += cell.wanted;
        total.short += cell.wanted - given;
      }
      return { ...cell, given };
    });
    rows.set(one.id, row);
  }
  return { rows, totals };
}

/** Writes the same for several classes; nothing sets them back to what is proposed. */
export const withCells = (column: Column, ids: readonly string[], text: string): Column => ({
  ...column,
  cells: { ...column.cells, ...Object.fromEntries(ids.map((id) => [id, text])) },
});

type Chosen = readonly { id: string }[];

/** What counts of the cells: those of classes that are left out are kept, and nothing else. */
const cellsOf = ({ cells }: Column, chosen: Chosen): string[] =>
  chosen.map(({ id }) => cells[id] ?? '');

export const changedCells = (column: Column, chosen: Chosen): number =>
  cellsOf(column, chosen).filter((text) => text.trim()).length;

export const hasWrongCell = (column: Column, chosen: Chosen): boolean =>
  cellsOf(column, chosen).some(isWrong);

/** The places of columns in which something is no number; nothing in a head is none of it for anybody. */
export const wrongColumns = (columns: readonly Column[], chosen: Chosen): number[] =>
  columns.flatMap((column, index) =>
    isWrong(column.quantity) || hasWrongCell(column, chosen) ? [index] : [],
  );

/** What is controlled and beyond its size for all classes together: all of it is approved first. */
export const beyondSize = (columns: readonly Column[], totals: readonly Total[]): Column[] =>
  columns.filter(
    ({ item }, index) =>
      item.controlledAbove !== null && (totals[index]?.wanted ?? 0) > item.controlledAbove,
  );

/** Classes whose pupils nobody counted, where something goes by the pupil and nobody wrote how much. */
export function uncounted<C extends Sized>(here: readonly C[], columns: readonly Column[]): C[] {
  const byPupil = columns.filter(({ per }) => per === 'pupil');
  return here.filter(
    ({ id, size }) => typeof size !== 'number' && byPupil.some(({ cells }) => !cells[id]?.trim()),
  );
}

export interface Grade<C> {
  grade: number;
  classes: C[];
}

/** Classes grade by grade, in their order. */
export function gradesOf<C extends { grade: number }>(classes: readonly C[]): Grade<C>[] {
  const grades = new Map<number, C[]>();
  for (const one of classes) {
    const others = grades.get(one.grade);
    if (others) {
      others.push(one);
    } else {
      grades.set(one.grade, [one]);
    }
  }
  return [...grades].map(([grade, ofGrade]) => ({ grade, classes: ofGrade }));
}

/** What stands in all of these cells; nothing where they differ. */
export function common(
  classes: readonly { id: string }[],
  rows: ReadonlyMap<string, readonly Cell[]>,
  index: number,
): string {
  const written = classes.map(({ id }) => rows.get(id)?.[index]?.text ?? '');
  return new Set(written).size === 1 ? (written[0] ?? '') : '';
}

export type DistributionValues = {
  purpose: string;
  /** Who gets nothing this time. */
  left_out: string[];
  lines: Column[];
};

/** Who gets something, in the order of the school. */
export const chosenOf = <C extends Sized>(
  here: readonly C[],
  { left_out }: Pick<DistributionValues, 'left_out'>,
): C[] => here.filter(({ id }) => !left_out.includes(id));

/** What is sent: a quantity for every class that is not left out, in the order of the school. */
export function distributionBody(
  storeId: string,
  values: DistributionValues,
  here: readonly Sized[],
): StockDistributionBody {
  const { purpose, lines } = values;
  const chosen = chosenOf(here, values);
  return {
    store_id: storeId,
    purpose: purpose.trim(),
    class_ids: chosen.map(({ id }) => id),
    lines: lines.map((column) => ({
      item_id: column.item.id,
      quantities: chosen.map((one) => quantityOf(cellOf(one, column).wanted)),
    })),
  };
}

/** A distribution that came back, as it is written anew: what the first class gets, and who gets something else. */
export function valuesOf(
  { purpose, classes, lines }: StockDistribution,
  here: readonly Sized[],
): DistributionValues {
  const named = classes.map(({ id }) => id);
  const column = ({ item, quantities }: StockDistribution['lines'][number]): Column => {
    const quantity = quantities[0] ?? '0';
    const others = named.flatMap((id, at): [string, string][] => {
      const own = quantities[at] ?? '0';
      return own === quantity ? [] : [[id, own]];
    });
    return {
      item: { ...item, spec: item.spec ?? null, left: 0, controlledAbove: null, oldForNew: false },
      quantity,
      per: 'class',
      cells: Object.fromEntries(others),
    };
  };
  return {
    purpose,
    left_out: here.filter(({ id }) => !named.includes(id)).map(({ id }) => id),
    lines: lines.map(column),
  };
}

/** What a distribution comes to on this shelf: its items, and how much of each will be short. */
export function comesTo(
  { lines }: Pick<StockDistribution, 'lines'>,
  shelf: readonly ShelfItem[],
): { columns: Pick<Column, 'item'>[]; totals: Total[] } {
  const known = lines.flatMap(({ item: { id }, total }) => {
    const item = shelf.find((one) => one.id === id);
    return item ? [{ item, wanted: thousandths(total) ?? 0 }] : [];
  });
  return {
    columns: known,
    totals: known.map(({ item, wanted }) => ({ wanted, short: Math.max(0, wanted - item.left) })),
  };
}
