import type { PrintTerms, RequisitionView, StockChoice } from '@/api/schema';
import { thousandths } from '@/ui/quantity';

/** A print run as it is typed. */
export interface PrintValues {
  item_id: string;
  pages: string;
  copies: string;
  both_sides: boolean;
}

/** "45"; null for what is no whole number above nothing. */
export function whole(text: string): number | null {
  const tidy = text.trim();
  return /^[1-9]\d{0,4}$/.test(tidy) ? Number(tidy) : null;
}

/** As the server counts: a copy begins on a sheet of its own. Null while something is missing. */
export function sheetsOf({ pages, copies, both_sides }: PrintValues): number | null {
  const [ofOne, many] = [whole(pages), whole(copies)];
  if (ofOne === null || many === null) return null;
  return (both_sides ? Math.ceil(ofOne / 2) : ofOne) * many;
}

/** The paper that is chosen before anybody chooses: one of which there is something. */
export function usualPaper(papers: readonly StockChoice[]): StockChoice | undefined {
  return papers.find(({ on_hand: left }) => (thousandths(left) ?? 0) > 0) ?? papers[0];
}

/** The paper that was chosen, as long as it is one; what is kept of yesterday may name another. */
export function chosenPaper(papers: readonly StockChoice[], id?: string): StockChoice | undefined {
  return papers.find((paper) => paper.id === id) ?? usualPaper(papers);
}

type Way = 'straight' | 'large' | 'controlled' | 'again';

/** Whether somebody decides about so many sheets, and why. What was sent back goes to whoever sent it back. */
export function wayOf(
  sheets: number,
  terms: PrintTerms,
  paper: StockChoice | undefined,
  requisition: RequisitionView | null,
): Way {
  if (requisition) return 'again';
  if (sheets + terms.asked_today > terms.above) return 'large';
  const size = paper?.controlled_above ? thousandths(paper.controlled_above) : null;
  const taken = Math.ceil((sheets * 1000) / (paper?.sheets_per_unit ?? 1));
  return size !== null && taken + askedOf(paper, terms) > size ? 'controlled' : 'straight';
}

/** How much of a paper was asked for before on the same day: the size is of the day, in however many runs. */
function askedOf(paper: StockChoice | undefined, { asked_of_papers: asked }: PrintTerms): number {
  const before = asked.find(({ item_id: item }) => item === paper?.id);
  return before ? (thousandths(before.quantity) ?? 0) : 0;
}
