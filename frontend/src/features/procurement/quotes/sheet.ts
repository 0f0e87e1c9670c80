import type { QuoteSheetView, QuotesNeeded, QuoteView } from '@/api/schema';

/** A decimal string in fen, to compare amounts. */
const fen = (amount: string) => Math.round(Number(amount) * 100);

/** Quotes of every line: the others cannot be compared. */
export const complete = (quotes: readonly QuoteView[]) => quotes.filter((quote) => quote.total);

/** What has to be said when a quote is taken; the server's word counts, this only asks in time. */
export interface Reasons {
  notLowest: boolean;
  singleSource: boolean;
}

export function reasonsFor({ need, quotes }: QuoteSheetView, quote: QuoteView): Reasons {
  return {
    notLowest: Boolean(quote.total) && !quote.lowest,
    singleSource: complete(quotes).length < need.quotes && !exempt(need, quote),
  };
}

function exempt(need: QuotesNeeded, { channel }: QuoteView): boolean {
  return (
    (channel === 'price_list' && need.exempt_price_lists) ||
    (channel === 'e_mall' && need.exempt_e_mall)
  );
}

/** Whether a quote costs more than what is asked for or was approved: it cannot be taken. */
export function beyondTotal({ request }: QuoteSheetView, { total }: QuoteView): boolean {
  return Boolean(total) && fen(total ?? '0') > fen(request.total);
}

export const priceAt = ({ prices }: QuoteView, position: number) =>
  prices.find((price) => price.position === position);

/** At most so many in a row as a sheet of paper is wide, and about the same in each. */
export function inRows<T>(all: readonly T[], most: number): T[][] {
  const rows = Math.ceil(all.length / most);
  const each = Math.ceil(all.length / rows);
  return Array.from({ length: rows }, (_, row) => all.slice(row * each, (row + 1) * each));
}
