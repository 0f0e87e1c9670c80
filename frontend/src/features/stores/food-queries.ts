import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { StockLotName, StockLotView } from '@/api/schema';
import { whole } from '@/api/whole';
import { refreshStores } from './acts';
import { kindOf, type Ledger } from './food';
import { STORES } from './queries';

/** The filters of the list of lots: the same in the URL. */
export interface LotFilters {
  view?: 'newest';
  store_id?: string;
  within_days?: number;
  food?: true;
  stopped?: true;
  q?: string;
}

/** The longest page that the server gives. */
const MOST = 200;

export const lotsQuery = (filters: LotFilters) =>
  keysetOptions([...STORES, 'lots', filters], (cursor, signal) =>
    read(api.GET('/api/v1/stock-lots', { params: { query: { ...filters, cursor } }, signal })),
  );

export const lotQuery = (id: string) =>
  queryOptions({
    queryKey: [...STORES, 'lot', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/stock-lots/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

/** Which ledger of which days: the same in the URL. */
export interface FoodFilters {
  ledger?: Ledger;
  from?: string;
  to?: string;
  store_id?: string;
}

/** A ledger is printed whole. */
export const foodReceiptsQuery = (ledger: Ledger, { from, to, store_id }: FoodFilters) =>
  queryOptions({
    queryKey: [...STORES, 'food-receipts', ledger, from, to, store_id],
    queryFn: ({ signal }) =>
      whole((cursor) => {
        const query = { ledger: kindOf(ledger), from, to, store_id, cursor, limit: MOST };
        return read(api.GET('/api/v1/food-receipts', { params: { query }, signal }));
      }),
  });

export const foodIssuesQuery = (ledger: Ledger, { from, to, store_id }: FoodFilters) =>
  queryOptions({
    queryKey: [...STORES, 'food-issues', ledger, from, to, store_id],
    queryFn: ({ signal }) =>
      whole((cursor) => {
        const query = { ledger: kindOf(ledger), from, to, store_id, cursor, limit: MOST };
        return read(api.GET('/api/v1/food-issues', { params: { query }, signal }));
      }),
  });

const step = ({ id, version }: StockLotView, key: string) => ({
  params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } },
});

export const stopLot = (lot: StockLotView, reason: string, key: string) =>
  read(api.POST('/api/v1/stock-lots/{id}/stop', { ...step(lot, key), body: { reason } }));

export const releaseLot = (lot: StockLotView, reason: string, key: string) =>
  read(api.POST('/api/v1/stock-lots/{id}/release', { ...step(lot, key), body: { reason } }));

export const nameLot = (lot: StockLotView, body: StockLotName, key: string) =>
  read(api.POST('/api/v1/stock-lots/{id}/name', { ...step(lot, key), body }));

/** A lot after a step; lists and shelves are read anew. */
export function keepLot(queryClient: QueryClient, changed: StockLotView): Promise<void> {
  queryClient.setQueryData(lotQuery(changed.id).queryKey, changed);
  return refreshStores(queryClient);
}
