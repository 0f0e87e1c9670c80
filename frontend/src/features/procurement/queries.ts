import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { operations } from '@/api/schema';

type Asked = NonNullable<operations['purchase_request_list']['parameters']['query']>;

/** The filters of the list: the same in the URL. */
export interface RequestFilters {
  view?: NonNullable<Asked['view']>;
  state?: string;
  q?: string;
}

export const PURCHASES = ['purchases'] as const;

export const requestsQuery = (filters: RequestFilters) =>
  keysetOptions([...PURCHASES, 'requests', filters], (cursor, signal) =>
    read(
      api.GET('/api/v1/purchase-requests', { params: { query: { ...filters, cursor } }, signal }),
    ),
  );

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [...PURCHASES, 'request', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/purchase-requests/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

/** Names to choose another person from: a witness, the other buyer. */
export const colleaguesQuery = (q: string) =>
  queryOptions({
    queryKey: [...PURCHASES, 'colleagues', q],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/petty-purchases/witnesses', {
          params: { query: { q: q || undefined } },
          signal,
        }),
      ),
  });
