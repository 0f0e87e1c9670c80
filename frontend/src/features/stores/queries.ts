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
  store_id?: string;
  below_minimum?: true;
  retired?: true;
}

export interface DocumentFilters {
  kind?: string;
  /** What was written down on a later day than it happened. */
  late?: boolean;
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

/** What is or was in one store. */
export const storeItemsQuery = (storeId: string) =>
  queryOptions({
    queryKey: [...STORES, 'items', 'of', storeId],
    queryFn: ({ signal }) =>
      whole((cursor) => {
        const query = { store_id: storeId, cursor, limit: MOST };
        return read(api.GET('/api/v1/stock-items', { params: { query }, signal }));
      }),
  });

/** What is below its minimum: what to buy. */
export const lowItemsQuery = queryOptions({
  queryKey: [...STORES, 'items', 'low'],
  queryFn: ({ signal }) =>
    whole((cursor) => {
      const query = { below_minimum: true, cursor, limit: MOST };
      return read(api.GET('/api/v1/stock-items', { params: { query }, signal }));
    }),
});

/** Where something can be sent to, and who takes it over there. */
export const storeChoicesQuery = queryOptions({
  queryKey: [...STORES, 'store-choices'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/store-choices', { signal }))).items,
});

/** The repairs that somebody has in hand: what he may come for parts for. */
export const repairsInHandQuery = (receiverId: string) =>
  queryOptions({
    queryKey: [...STORES, 'repairs', receiverId],
    queryFn: async ({ signal }) => {
      const query = { receiver_id: receiverId };
      return (await read(api.GET('/api/v1/stock-repairs', { params: { query }, signal }))).items;
    },
  });

/** What of the stores went into a repair. */
export const partsQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...STORES, 'parts', caseId],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/repair-cases/{id}/parts', { params: { path: { id: caseId } }, signal }),
      ),
  });

export const itemQuery = (id: string) =>
  queryOptions({
    queryKey: [...STORES, 'item', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/stock-items/{id}', { params: { path: { id } }, signal })),
  });

/** What people call the bins of a store in which something lies. */
export const binsQuery = (storeId: string) =>
  queryOptions({
    queryKey: [...STORES, 'bins', storeId],
    queryFn: async ({ signal }) => {
      const params = { path: { id: storeId } };
      return (await read(api.GET('/api/v1/stores/{id}/bins', { params, signal }))).items;
    },
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

/** From how many sheets on somebody decides, and what can be printed on. */
export const printTermsQuery = queryOptions({
  queryKey: [...STORES, 'print-terms'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/print-terms', { signal })),
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

/** What was handed out in one's own name. */
export const receivedListQuery = keysetOptions([...STORES, 'received'], (cursor, signal) =>
  read(api.GET('/api/v1/me/stock-issues', { params: { query: { cursor } }, signal })),
);

export const receivedQuery = (id: string) =>
  queryOptions({
    queryKey: [...STORES, 'received', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/me/stock-issues/{id}', { params: { path: { id } }, signal })),
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
    refetchOnWindowFocus: true,
  });

/** The sheets of what was handed out, to print and to sign. */
export const sheetsQuery = (id: string) =>
  queryOptions({
    queryKey: [...STORES, 'sheets', id],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/stock-distributions/{id}/sheets', { params: { path: { id } }, signal }),
      ),
  });

/** What of a store is still to be approved, corrected or handed out to classes. */
export const openDistributionsQuery = (storeId: string) =>
  queryOptions({
    queryKey: [...STORES, 'distributions', storeId],
    queryFn: async ({ signal }) => {
      const query = { store_id: storeId, state: 'submitted,approved,returned', limit: 50 };
      return (await read(api.GET('/api/v1/stock-distributions', { params: { query }, signal })))
        .items;
    },
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

/** What E8 adds up of one item, oldest first. */
export const movementsQuery = (itemId: string, filters: LedgerFilters) =>
  queryOptions({
    queryKey: [...STORES, 'movements', itemId, filters],
    queryFn: ({ signal }) =>
      whole((cursor) => {
        const params = { path: { id: itemId }, query: { ...filters, cursor, limit: MOST } };
        return read(api.GET('/api/v1/stock-items/{id}/movements', { params, signal }));
      }),
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
