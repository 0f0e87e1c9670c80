import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { operations } from '@/api/schema';
import { whole } from '@/api/whole';
import { PURCHASES } from '../queries';

type Asked = NonNullable<operations['petty_purchase_list']['parameters']['query']>;

/** The filters of the list: the same in the URL. */
export interface PettyFilters {
  view?: NonNullable<Asked['view']>;
  state?: string;
  month?: string;
  /** What was written down long after it was bought. */
  late?: boolean;
  q?: string;
}

const PETTY = [...PURCHASES, 'petty'] as const;

export const pettyListQuery = (filters: PettyFilters) =>
  keysetOptions([...PETTY, 'list', filters], (cursor, signal) =>
    read(api.GET('/api/v1/petty-purchases', { params: { query: { ...filters, cursor } }, signal })),
  );

/** The longest page that the server gives. */
const MOST = 200;

/** Whole, for its sums: what is not in the accounts is never many, or something is wrong. */
export const unpostedPettyQuery = queryOptions({
  queryKey: [...PETTY, 'unposted'],
  queryFn: ({ signal }) =>
    whole((cursor) => {
      const query = { posted: false, limit: MOST, cursor };
      return read(api.GET('/api/v1/petty-purchases', { params: { query }, signal }));
    }),
});

export const pettyQuery = (id: string) =>
  queryOptions({
    queryKey: [...PETTY, 'one', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/petty-purchases/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

export const statementQuery = (month: string) =>
  queryOptions({
    queryKey: [...PETTY, 'statement', month],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/petty-purchases/statement', { params: { query: { month } }, signal })),
  });

/** What was bought for a repair. */
export const boughtForQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...PETTY, 'for-case', caseId],
    queryFn: async ({ signal }) => {
      const query = { repair_case_id: caseId, limit: 50 };
      return (await read(api.GET('/api/v1/petty-purchases', { params: { query }, signal }))).items;
    },
  });

/** What was written down lately: its shops are likely the next ones. */
export const lastBoughtQuery = queryOptions({
  queryKey: [...PETTY, 'last'],
  queryFn: async ({ signal }) =>
    (await read(api.GET('/api/v1/petty-purchases', { params: { query: { limit: 100 } }, signal })))
      .items,
  staleTime: 60_000,
});

/** The repair that something is bought for. */
export const forCaseQuery = (id: string) =>
  queryOptions({
    queryKey: [...PETTY, 'case', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-cases/{id}', { params: { path: { id } }, signal })),
  });

/** Where the browser gets a photo: it sends the session by itself. */
export function photoAddress(pettyId: string, id: string, size?: 320 | 1600): string {
  const path = `/api/v1/petty-purchases/${pettyId}/attachments/${id}/content`;
  return size ? `${path}?size=${size}` : path;
}
