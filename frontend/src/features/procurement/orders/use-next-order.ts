import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { PurchaseOrderView, PurchaseRequestView, QuoteSheetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { sheetQuery } from '../quotes/queries';
import { openLines } from './order-form';
import { ordersOfQuery } from './queries';
import { approvedBy, mayBeOrdered, nothingLeft, waitsForQuotes } from './request-stage';

/** Whether this person may order what is left of a request; if not, why. Nothing while it may not be ordered of, or is not known yet. */
export type NextOrder = { kind: 'none' } | { kind: 'order' } | { kind: 'not'; why: string };

export function useNextOrder(request: PurchaseRequestView): NextOrder {
  const { person, permissions } = useMe();
  const { id, quote_sheet_id: sheetId } = request;
  const may = (permission: string) => permissions.includes(permission);
  const enabled = mayBeOrdered(request) && may('orders.view');
  const { data: orders } = useQuery({ ...ordersOfQuery(id), enabled });
  const { data: sheet, isLoading } = useQuery({
    ...sheetQuery(sheetId ?? ''),
    enabled: enabled && Boolean(sheetId) && may('quotes.view'),
  });
  // What was read for something else is there even where nothing is asked.
  if (!enabled || !orders || isLoading) {
    return { kind: 'none' };
  }
  // Without the list of suppliers nobody can say of whom he buys.
  const buys = may('orders.make') && may('suppliers.view');
  const why = whyNot(request, orders, sheet, buys, person.id);
  return why === null ? { kind: 'order' } : { kind: 'not', why };
}

function whyNot(
  request: PurchaseRequestView,
  orders: readonly PurchaseOrderView[],
  sheet: QuoteSheetView | undefined,
  buys: boolean,
  person: string,
): string | null {
  if (openLines(request, orders, sheet ?? null).every(({ left }) => left === '0')) {
    return nothingLeft(request);
  }
  if (!buys) {
    return m.orders_others_buy();
  }
  if (approvedBy(request, person)) {
    return m.orders_you_approved();
  }
  return waitsForQuotes(request, sheet) ? m.orders_quotes_first() : null;
}
