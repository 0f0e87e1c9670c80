/** A line that was pasted out of the government's asset system. */
export interface CardLine {
  /** The number that cards are looked for by. */
  number: string;
  /** The line as it was pasted. */
  text: string;
}

/** As many as the server looks up at a time. */
export const MOST_LINES = 50;

/** Cells of a pasted line: by tabs where it came from a table, else by commas and wide gaps. */
function cells(line: string): string[] {
  const parts = line.includes('\t') ? line.split('\t') : line.split(/[,，;；]|\s{2,}/);
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** A card number holds a digit, no blank, and is neither an amount nor a day. */
function looksLikeNumber(cell: string): boolean {
  const amountOrDay =
    /^[\d,]+\.\d+$/.test(cell) || /^\d{4}[-/年.]\d{1,2}([-/月.]\d{1,2}日?)?$/.test(cell);
  return /\d/.test(cell) && !/\s/.test(cell) && cell.length >= 3 && !amountOrDay;
}

/** The lines with their card numbers: the first cell that looks like one, or else the first. Each number once. */
export function readLines(pasted: string): CardLine[] {
  const seen = new Set<string>();
  const lines: CardLine[] = [];
  for (const line of pasted.split(/\r?\n/)) {
    const parts = cells(line);
    const number = (parts.find(looksLikeNumber) ?? parts[0] ?? '').replaceAll(',', '');
    if (number && !seen.has(number)) {
      seen.add(number);
      lines.push({ number, text: line.trim() });
    }
  }
  return lines;
}
