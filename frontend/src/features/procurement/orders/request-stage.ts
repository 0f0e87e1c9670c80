import type { PurchaseRequestView, QuoteSheetView } from '@/api/schema';
import { m } from '@/i18n/messages';

/** Whether it is ordered of now: what is approved, and what cannot wait while its approvals are under way. */
export const mayBeOrdered = ({ state, emergency }: PurchaseRequestView): boolean =>
  state === 'approved' || (state === 'submitted' && emergency);

/** Why nothing more of it is ordered. */
export const nothingLeft = ({ state }: PurchaseRequestView): string =>
  state === 'approved' ? m.orders_nothing_left() : m.orders_all_ordered();

/** Prices have to be compared first, and nobody was taken yet. */
export const waitsForQuotes = (
  { quotes_needed: needed }: PurchaseRequestView,
  sheet: QuoteSheetView | null | undefined,
): boolean => (needed ?? 0) > 1 && sheet?.state !== 'settled';

/** Whether this person said yes to it: then he does not buy it. The server asks again, for stand-ins too. */
export const approvedBy = ({ steps }: PurchaseRequestView, person: string): boolean =>
  steps.some(
    ({ outcome, decided_by: by, on_behalf_of: other }) =>
      outcome === 'approved' && (by?.id === person || other?.id === person),
  );

export function approverNames({ steps }: PurchaseRequestView): string[] {
  const names = steps.flatMap(({ outcome, decided_by: by }) =>
    outcome === 'approved' && by ? [by.name] : [],
  );
  return [...new Set(names)];
}
