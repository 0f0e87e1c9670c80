import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import type { SignedScanBody, SignedScans } from '@/api/schema';
import { PURCHASES } from '../queries';

/** What is signed on paper, by its word in the API. */
export type ScannedKind =
  | 'purchase-requests'
  | 'quote-sheets'
  | 'purchase-orders'
  | 'goods-receipts'
  | 'petty-purchases';

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
};

export const scansQuery = (kind: ScannedKind, id: string) =>
  queryOptions({
    queryKey: [...PURCHASES, 'scans', kind, id],
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

/** What a packet misses changes with its scan. */
export function keepScans(
  queryClient: QueryClient,
  kind: ScannedKind,
  id: string,
  scans: SignedScans,
): void {
  queryClient.setQueryData(scansQuery(kind, id).queryKey, scans);
  void queryClient.invalidateQueries({ queryKey: PURCHASES });
}

/** Where the browser gets a page: it sends the session by itself. */
export function pageAddress(
  kind: ScannedKind,
  id: string,
  page: string,
  size?: 320 | 1600,
): string {
  const path = `/api/v1/${kind}/${id}/signed-scans/${page}/content`;
  return size ? `${path}?size=${size}` : path;
}
