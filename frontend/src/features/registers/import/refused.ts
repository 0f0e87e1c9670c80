import type { ImportPlanView, RefusedRow, SheetView } from '@/api/schema';
import { m } from '@/i18n/messages';

export interface RefusedCell {
  key: string;
  sheet: number;
  row: number;
  head: string;
  value: string;
}

interface RefusedGroup {
  /** The reason in words, as the server says it. */
  reason: string;
  cells: RefusedCell[];
}

/** The same reason once, with all its cells; the most frequent first. */
export function byReason(rows: readonly RefusedRow[]): RefusedGroup[] {
  const groups = new Map<string, RefusedCell[]>();
  for (const row of rows) {
    row.problems.forEach((problem, index) => {
      const cells = groups.get(problem.detail) ?? [];
      groups.set(problem.detail, cells);
      const key = `${row.sheet}.${row.row}.${index}`;
      const { head, value } = problem;
      cells.push({ key, sheet: row.sheet, row: row.line ?? row.row, head, value });
    });
  }
  return [...groups]
    .map(([reason, cells]) => ({ reason, cells }))
    .sort((a, b) => b.cells.length - a.cells.length);
}

/** Words of the category column that nobody understood, with how many rows they keep out. */
export function unknownWords(rows: readonly RefusedRow[]): { word: string; rows: number }[] {
  const words = new Map<string, number>();
  for (const { problems } of rows) {
    for (const { code, value } of problems) {
      if (code === 'unknown_category' && value.trim() !== '') {
        words.set(value, (words.get(value) ?? 0) + 1);
      }
    }
  }
  return [...words].map(([word, count]) => ({ word, rows: count }));
}

/** "资产表 第 7 行"; a text file, and a file with one sheet, needs no name. */
export function rowPlace(sheets: readonly SheetView[], sheet: number, row: number): string {
  const data = sheets.filter(({ role }) => role === 'data');
  const name = sheets.find(({ index }) => index === sheet)?.name;
  return name && data.length > 1
    ? m.imports_at_sheet_row({ sheet: name, row })
    : m.imports_at_row({ row });
}

/** How many cards the act makes or changes. */
export function cardsOf(plan: ImportPlanView): number {
  if (plan.options.mode === 'update') {
    return plan.changed_cards;
  }
  return plan.options.quantity === 'explode' ? plan.cards_exploded : plan.cards_kept;
}
