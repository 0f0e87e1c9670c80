import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type { QuoteBody, QuoteSettlement, QuoteSheetView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { PURCHASES, requestQuery } from '../queries';
import { sheetQuery } from './queries';

/** After any step the sheet is the one of the answer, and the request says something else. */
function keep(client: QueryClient, sheet: QuoteSheetView): void {
  client.setQueryData(sheetQuery(sheet.id).queryKey, sheet);
  void client.invalidateQueries({ queryKey: requestQuery(sheet.request.id).queryKey });
  // Whoever decides about it is shown what suppliers said.
  void client.invalidateQueries({ queryKey: ['approvals', 'background'] });
}

/** Hands what a step answered to the page. */
export function useKeepSheet(): (sheet: QuoteSheetView) => void {
  const client = useQueryClient();
  return (sheet) => keep(client, sheet);
}

/** Runs a step of a sheet; when somebody was faster, the page shows the newest. */
export function useSheetStep(): <R>(pending: Promise<R>) => Promise<R> {
  const client = useQueryClient();
  return (pending) => orNewest(client, PURCHASES, pending);
}

export async function openSheet(requestId: string, key: string): Promise<QuoteSheetView> {
  const params = { path: { id: requestId }, header: { 'Idempotency-Key': key } };
  const open = '/api/v1/purchase-requests/{id}/quote-sheet';
  return read(api.POST(open, { params, body: {} }));
}

function at({ id, version }: QuoteSheetView, key: string) {
  return { params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } } };
}

export function recordQuote(
  sheet: QuoteSheetView,
  body: QuoteBody,
  key: string,
): Promise<QuoteSheetView> {
  return read(api.POST('/api/v1/quote-sheets/{id}/quotes', { ...at(sheet, key), body }));
}

export function removeQuote(
  sheet: QuoteSheetView,
  supplier_id: string,
  reason: string,
  key: string,
): Promise<QuoteSheetView> {
  const body = { supplier_id, reason };
  return read(api.POST('/api/v1/quote-sheets/{id}/quotes/remove', { ...at(sheet, key), body }));
}

export function settleSheet(
  sheet: QuoteSheetView,
  body: QuoteSettlement,
  key: string,
): Promise<QuoteSheetView> {
  return read(api.POST('/api/v1/quote-sheets/{id}/settle', { ...at(sheet, key), body }));
}

export function reopenSheet(
  sheet: QuoteSheetView,
  reason: string,
  key: string,
): Promise<QuoteSheetView> {
  return read(
    api.POST('/api/v1/quote-sheets/{id}/reopen', { ...at(sheet, key), body: { reason } }),
  );
}
