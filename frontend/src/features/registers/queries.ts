import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';

/** The filters of the register: the same for the list, its totals and the URL. */
export interface AssetFilters {
  q?: string;
  location_id?: string;
  category?: string;
  status?: string;
  /** The cards of one import. */
  import_id?: string;
  sort?: string;
}

export const assetsQuery = (filters: AssetFilters) =>
  keysetOptions(['registers', 'assets', filters], (cursor, signal) =>
    read(
      api.GET('/api/v1/assets', { params: { query: { ...filters, cursor, limit: 100 } }, signal }),
    ),
  );

/** Exact, and therefore asked apart from the list: the rows must not wait for it. */
export const totalsQuery = ({ sort: _, ...filters }: AssetFilters) =>
  queryOptions({
    queryKey: ['registers', 'totals', filters],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/assets/totals', { params: { query: filters }, signal })),
  });

export const assetQuery = (id: string) =>
  queryOptions({
    queryKey: ['registers', 'asset', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/assets/{id}', { params: { path: { id } }, signal })),
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['registers', 'asset', id, 'timeline'],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/assets/{id}/timeline', { params: { path: { id } }, signal })))
        .items,
  });

export const categoriesQuery = queryOptions({
  queryKey: ['registers', 'categories'],
  queryFn: async ({ signal }) =>
    (await read(api.GET('/api/v1/asset-categories', { signal }))).items,
  staleTime: 3_600_000,
});

export const importsQuery = keysetOptions(['registers', 'imports'], (cursor, signal) =>
  read(api.GET('/api/v1/imports', { params: { query: { cursor, limit: 100 } }, signal })),
);
