import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import { whole } from '@/api/whole';
import { PURCHASES } from '../queries';

/** The filters of the list: the same in the URL. */
export interface ReceiptFilters {
  /** What waits for one's own signature; what is accepted and not in the accounts yet. */
  view?: 'waiting_for_me' | 'unposted';
  state?: string;
  q?: string;
}

export const receiptView = (value: unknown): ReceiptFilters['view'] =>
  value === 'waiting_for_me' || value === 'unposted' ? value : undefined;

const RECEIPTS = [...PURCHASES, 'receipts'] as const;

/** The longest page that the server gives. */
const MOST = 200;

export const receiptsQuery = ({ state, q, view: shown }: ReceiptFilters) => {
  // What is in no accounts is asked for whole, below.
  const view = shown === 'waiting_for_me' ? shown : undefined;
  return keysetOptions([...RECEIPTS, 'list', { view, state, q }], (cursor, signal) =>
    read(
      api.GET('/api/v1/goods-receipts', { params: { query: { view, state, q, cursor } }, signal }),
    ),
  );
};

/** Whole, for its sum: what is not in the accounts is never many, or something is wrong. */
export const unpostedQuery = queryOptions({
  queryKey: [...RECEIPTS, 'unposted'],
  queryFn: ({ signal }) =>
    whole((cursor) => {
      const query = { posted: false, limit: MOST, cursor };
      return read(api.GET('/api/v1/goods-receipts', { params: { query }, signal }));
    }),
});

export const receiptQuery = (id: string) =>
  queryOptions({
    queryKey: [...RECEIPTS, 'one', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/goods-receipts/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

/** The receipt that a card or a paper of a store came by, if it came by one that the reader may see. */
export const cameByQuery = (recordId: string) =>
  queryOptions({
    queryKey: [...RECEIPTS, 'of-record', recordId],
    queryFn: async ({ signal }) => {
      const query = { record_id: recordId, limit: 1 };
      const found = await read(api.GET('/api/v1/goods-receipts', { params: { query }, signal }));
      return found.items[0] ?? null;
    },
  });

/** The order that something came of. */
export const orderOfReceiptQuery = (id: string) =>
  queryOptions({
    queryKey: [...RECEIPTS, 'order', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/purchase-orders/{id}', { params: { path: { id } }, signal })),
  });

/** Orders of which something may still come. */
export const comingQuery = queryOptions({
  queryKey: [...RECEIPTS, 'coming'],
  queryFn: ({ signal }) =>
    whole((cursor) => {
      const query = { state: 'ordered,partially_received', limit: MOST, cursor };
      return read(api.GET('/api/v1/purchase-orders', { params: { query }, signal }));
    }),
});

/** The national codes; the same that the register of assets reads. */
export const categoriesQuery = queryOptions({
  queryKey: ['registers', 'categories'],
  queryFn: async ({ signal }) =>
    (await read(api.GET('/api/v1/asset-categories', { signal }))).items,
  staleTime: 3_600_000,
});

export const departmentsQuery = queryOptions({
  queryKey: ['campus', 'departments'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/departments', { signal }))).items,
  staleTime: 60_000,
});

export const storesQuery = queryOptions({
  queryKey: [...RECEIPTS, 'stores'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/stores', { signal }))).items,
});

export const itemsQuery = queryOptions({
  queryKey: [...RECEIPTS, 'items'],
  queryFn: ({ signal }) =>
    whole((cursor) =>
      read(api.GET('/api/v1/stock-items', { params: { query: { cursor, limit: MOST } }, signal })),
    ),
});

/** Where the browser gets an invoice, or a photo of what was refused: it sends the session by itself. */
export function photoAddress(receiptId: string, id: string, size?: 320 | 1600): string {
  const path = `/api/v1/goods-receipts/${receiptId}/attachments/${id}/content`;
  return size ? `${path}?size=${size}` : path;
}
