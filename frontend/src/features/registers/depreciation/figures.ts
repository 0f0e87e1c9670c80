/** What is pasted from the asset system or a spreadsheet: a number and an amount a line. */

export interface Figure {
  asset_no: string;
  accumulated: string;
}

/** As many as the server takes at once. */
export const MOST_FIGURES = 2000;

const AMOUNT = /^-?\d+(\.\d{1,2})?$/;

/** The figures, or the number of the first line that is none. Empty lines are no lines. */
export function figuresOf(text: string): Figure[] | { unreadable: number } {
  const figures: Figure[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (!line.trim()) {
      continue;
    }
    const figure = figureOf(line);
    if (!figure) {
      return { unreadable: index + 1 };
    }
    figures.push(figure);
  }
  return figures;
}

/** Tabs part what spreadsheets copy; what people type is parted by spaces or a comma behind the number. */
function figureOf(line: string): Figure | null {
  const parts = line.includes('\t') ? line.split('\t') : line.trim().split(/[\s,，;；]+/);
  const [number, ...rest] = parts.map((part) => part.trim()).filter(Boolean);
  const amount = rest.join('').replace(/[¥￥,，\s]/g, '');
  return number && AMOUNT.test(amount) ? { asset_no: number, accumulated: amount } : null;
}
