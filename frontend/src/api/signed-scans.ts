import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, read } from './client';
import type { SignedScanBody, SignedScans } from './schema';

/** What is signed on paper, by its word in the API; what a shop is paid for a month, by any purchase on it. */
export type ScannedKind =
  | 'purchase-requests'
  | 'quote-sheets'
  | 'purchase-orders'
  | 'goods-receipts'
  | 'petty-purchases'
  | 'shop-statements'
  | 'stock-documents'
  | 'stock-distributions'
  | 'requisitions'
  | 'budgets'
  | 'supplier-bank-accounts';

// A type, not an interface: the client asks for an index signature.
type Asked = {
  params: { path: { id: string } };
  signal: AbortSignal;
};

/** Written out: the paths of the description are literals. */
const READ = {
  'purchase-requests': (o: Asked) => api.GET('/api/v1/purchase-requests/{id}/signed-scans', o),
  'quote-sheets': (o: Asked) => api.GET('/api/v1/quote-sheets/{id}/signed-scans', o),
  'purchase-orders': (o: Asked) => api.GET('/api/v1/purchase-orders/{id}/signed-scans', o),
  'goods-receipts': (o: Asked) => api.GET('/api/v1/goods-receipts/{id}/signed-scans', o),
  'petty-purchases': (o: Asked) => api.GET('/api/v1/petty-purchases/{id}/signed-scans', o),
  'shop-statements': (o: Asked) =>
    api.GET('/api/v1/petty-purchases/{id}/shop-statement/signed-scans', o),
  'stock-documents': (o: Asked) => api.GET('/api/v1/stock-documents/{id}/signed-scans', o),
  'stock-distributions': (o: Asked) => api.GET('/api/v1/stock-distributions/{id}/signed-scans', o),
  requisitions: (o: Asked) => api.GET('/api/v1/requisitions/{id}/signed-scans', o),
  budgets: (o: Asked) => api.GET('/api/v1/budgets/{id}/signed-scans', o),
  'supplier-bank-accounts': (o: Asked) =>
    api.GET('/api/v1/supplier-bank-accounts/{id}/signed-scans', o),
};

type Sent = {
  params: { path: { id: string }; header: { 'Idempotency-Key': string } };
  body: SignedScanBody;
};

const SEND = {
  'purchase-requests': (o: Sent) => api.POST('/api/v1/purchase-requests/{id}/signed-scans', o),
  'quote-sheets': (o: Sent) => api.POST('/api/v1/quote-sheets/{id}/signed-scans', o),
  'purchase-orders': (o: Sent) => api.POST('/api/v1/purchase-orders/{id}/signed-scans', o),
  'goods-receipts': (o: Sent) => api.POST('/api/v1/goods-receipts/{id}/signed-scans', o),
  'petty-purchases': (o: Sent) => api.POST('/api/v1/petty-purchases/{id}/signed-scans', o),
  'shop-statements': (o: Sent) =>
    api.POST('/api/v1/petty-purchases/{id}/shop-statement/signed-scans', o),
  'stock-documents': (o: Sent) => api.POST('/api/v1/stock-documents/{id}/signed-scans', o),
  'stock-distributions': (o: Sent) => api.POST('/api/v1/stock-distributions/{id}/signed-scans', o),
  requisitions: (o: Sent) => api.POST('/api/v1/requisitions/{id}/signed-scans', o),
  budgets: (o: Sent) => api.POST('/api/v1/budgets/{id}/signed-scans', o),
  'supplier-bank-accounts': (o: Sent) =>
    api.POST('/api/v1/supplier-bank-accounts/{id}/signed-scans', o),
};

export const scansQuery = (kind: ScannedKind, id: string) =>
  queryOptions({
    queryKey: ['signed-scans', kind, id],
    queryFn: ({ signal }): Promise<SignedScans> =>
      read(READ[kind]({ params: { path: { id } }, signal })),
  });

export function returnScan(
  kind: ScannedKind,
  id: string,
  body: SignedScanBody,
  key: string,
): Promise<SignedScans> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  return read(SEND[kind]({ params, body }));
}

/** Whatever is shown around it may miss one paper less: a claim packet does. */
export function keepScans(
  queryClient: QueryClient,
  kind: ScannedKind,
  id: string,
  scans: SignedScans,
): void {
  queryClient.setQueryData(scansQuery(kind, id).queryKey, scans);
  void queryClient.invalidateQueries();
}

/** Where the browser gets a page: it sends the session by itself. */
export function pageAddress(
  kind: ScannedKind,
  id: string,
  page: string,
  size?: 320 | 1600,
): string {
  const record =
    kind === 'shop-statements' ? `petty-purchases/${id}/shop-statement` : `${kind}/${id}`;
  const path = `/api/v1/${record}/signed-scans/${page}/content`;
  return size ? `${path}?size=${size}` : path;
}
