import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { operations } from '@/api/schema';
import { whole } from '@/api/whole';
import { schoolDay } from '@/i18n/school-day';

export const STORES = ['stores'] as const;

/** The filters of the list of items: the same in the URL. */
export interface ItemFilters {
  q?: string;
  below_minimum?: true;
  retired?: true;
}

export interface DocumentFilters {
  kind?: string;
  q?: string;
}

export interface RequisitionFilters {
  view?: NonNullable<NonNullable<operations['requisition_list']['parameters']['query']>['view']>;
  state?: string;
  q?: string;
}

const MOST = 200;

export const storesQuery = queryOptions({
  queryKey: [...STORES, 'stores'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/stores', { signal }))).items,
});

export const itemsQuery = (filters: ItemFilters) =>
  keysetOptions([...STORES, 'items', filters], (cursor, signal) =>
    read(api.GET('/api/v1/stock-items', { params: { query: { ...filters, cursor } }, signal })),
  );

export const allItemsQuery = queryOptions({
  queryKey: [...STORES, 'items', 'whole'],
  queryFn: ({ signal }) =>
    whole((cursor) =>
      read(api.GET('/api/v1/stock-items', { params: { query: { cursor, limit: MOST } }, signal })),
    ),
});

export const itemQuery = (id: string) =>
  queryOptions({
    queryKey: [...STORES, 'item', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/stock-items/{id}', { params: { path: { id } }, signal })),
  });

/** What staff can ask for. */
export const choicesQuery = (q: string) =>
  queryOptions({
    queryKey: [...STORES, 'choices', q],
    queryFn: async ({ signal }) =>
      (
        await read(
          api.GET('/api/v1/stock-choices', {
            params: { query: { q: q || undefined, limit: 80 } },
            signal,
          }),
        )
      ).items,
  });

export const documentsQuery = (storeId: string, filters: DocumentFilters) =>
  keysetOptions([...STORES, 'documents', storeId, filters], (cursor, signal) =>
    read(
      api.GET('/api/v1/stock-documents', {
        params: { query: { ...filters, store_id: storeId, cursor } },
        signal,
      }),
    ),
  );

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: [...STORES, 'document', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/stock-documents/{id}', { params: { path: { id } }, signal })),
  });

/** Who received something lately: likely the next one at the counter. */
export const lastIssuesQuery = (storeId: string) =>
  queryOptions({
    queryKey: [...STORES, 'documents', storeId, 'last'],
    queryFn: async ({ signal }) => {
      const query = { store_id: storeId, kind: 'issue', limit: 100 };
      return (await read(api.GET('/api/v1/stock-documents', { params: { query }, signal }))).items;
    },
  });

export const distributionQuery = (id: string) =>
  queryOptions({
    queryKey: [...STORES, 'distribution', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/stock-distributions/{id}', { params: { path: { id } }, signal })),
  });

export interface LedgerFilters {
  store_id?: string;
  from?: string;
  as_of?: string;
}

export const ledgerQuery = (filters: LedgerFilters) =>
  queryOptions({
    queryKey: [...STORES, 'ledger', filters],
    queryFn: ({ signal }) =>
      whole((cursor) =>
        read(
          api.GET('/api/v1/stock-ledger', {
            params: { query: { ...filters, cursor, limit: MOST } },
            signal,
          }),
        ),
      ),
  });

/** What went out of a store in the last month: what is handed out most stands first at the counter. */
export const lastMonthQuery = (storeId: string) =>
  ledgerQuery({ store_id: storeId, from: schoolDay(-30) });

/** The classes that are here, in their order. */
export const classesHereQuery = queryOptions({
  queryKey: [...STORES, 'classes'],
  queryFn: ({ signal }) =>
    whole((cursor) =>
      read(api.GET('/api/v1/classes', { params: { query: { cursor, limit: MOST } }, signal })),
    ),
});

export const requisitionsQuery = (filters: RequisitionFilters) =>
  keysetOptions([...STORES, 'requisitions', filters], (cursor, signal) =>
    read(api.GET('/api/v1/requisitions', { params: { query: { ...filters, cursor } }, signal })),
  );

export const requisitionQuery = (id: string) =>
  queryOptions({
    queryKey: [...STORES, 'requisition', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/requisitions/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });
