/** Figures of finance's books as they are pasted from a table: a line each, columns by tabs or runs of blanks. */

export interface Balance {
  category_code: string;
  original_value: string;
  accumulated_depreciation: string | null;
}

export interface Voucher {
  voucher_no: string;
  posted_on: string | null;
  amount: string;
  summary: string | null;
}

/** What was understood, and the first line that was not. */
export interface Pasted<Row> {
  rows: Row[];
  /** From one on; null: every line was understood. */
  wrong: number | null;
}

const AMOUNT = /^-?\d+(\.\d{1,2})?$/;
const DAY = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;

/** "1,234.50", "¥1234.5" and "1234" as the API takes them; null: no amount. */
export function amountOf(text: string | undefined): string | null {
  const plain = (text ?? '').replace(/[,，¥￥\s]/g, '');
  return AMOUNT.test(plain) ? plain : null;
}

/** "2026/9/1" as a civil day; null: none. */
export function dayOf(text: string | undefined): string | null {
  const found = DAY.exec(text ?? '');
  return found ? `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}` : null;
}

/** Code, original value, and accumulated depreciation where finance keeps it. */
export function balancesOf(text: string): Pasted<Balance> {
  return linesOf(text, ([code, value, worn]) => {
    const [original, depreciation] = [amountOf(value), amountOf(worn)];
    if (!code || original === null || (worn && depreciation === null)) {
      return null;
    }
    return {
      category_code: code,
      original_value: original,
      accumulated_depreciation: depreciation,
    };
  });
}

/** Number, day where it is told, amount, and what for. */
export function vouchersOf(text: string): Pasted<Voucher> {
  return linesOf(text, ([number, ...rest]) => {
    const day = dayOf(rest[0]);
    const [value, ...words] = day ? rest.slice(1) : rest;
    const amount = amountOf(value);
    if (!number || amount === null) {
      return null;
    }
    const summary = words.join(' ').trim();
    return { voucher_no: number, posted_on: day, amount, summary: summary || null };
  });
}

function linesOf<Row>(text: string, one: (cells: string[]) => Row | null): Pasted<Row> {
  const rows: Row[] = [];
  let wrong: number | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') {
      continue;
    }
    const row = one(
      line
        .trim()
        .split(line.includes('\t') ? '\t' : /\s+/)
        .map((cell) => cell.trim()),
    );
    if (row) {
      rows.push(row);
    } else {
      wrong ??= index + 1;
    }
  }
  return { rows, wrong };
}
