/** Tables as text: what a spreadsheet puts on the clipboard, and what people open in one. */

/** A cell, quoted when it holds a line break, and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|\r|$)/g;

/** Excel, WPS and Word copy tables as lines of cells between tabs. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(CELL)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') {
      break;
    }
    if (end !== '\t') {
      rows.push([]);
    }
  }
  return rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
}

export interface PastedTable {
  rows: number;
  columns: number;
  csv: string;
}

/** A table when it has heads, a row below them and this many columns; null otherwise. */
export function pastedTable(text: string, least = 2): PastedTable | null {
  const rows = cellsOf(text);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return rows.length >= 2 && columns >= least
    ? { rows: rows.length, columns, csv: csvText(rows) }
    : null;
}

function csvCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** With a byte order mark, without which Excel takes Chinese for Latin; lines end as Windows wants. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Cells that a spreadsheet would run as a formula get an apostrophe; full-width signs count as well. */
export function harmless(cell: string): string {
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell;
}

/** The browser keeps a table as a file. */
export function downloadTable(name: string, rows: readonly (readonly string[])[]): void {
  const text = csvText(rows.map((row) => row.map(harmless)));
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
