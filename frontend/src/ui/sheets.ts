/** Lines that fit on a sheet that is handed outside. */
export const LINES = 25;

/** Rows on their sheets; an empty ledger is one sheet. */
export function sheetsOf<Row>(rows: readonly Row[], lines: number = LINES): Row[][] {
  const sheets: Row[][] = [];
  for (let at = 0; at < rows.length; at += lines) {
    sheets.push(rows.slice(at, at + lines));
  }
  return sheets.length > 0 ? sheets : [[]];
}
