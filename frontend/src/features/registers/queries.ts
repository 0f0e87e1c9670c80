import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';

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

export const exportFieldsQuery = queryOptions({
  queryKey: ['registers', 'export-fields'],
  queryFn: async ({ signal }) =>
    (await read(api.GET('/api/v1/asset-export-fields', { signal }))).items,
  staleTime: 3_600_000,
});

export const importsQuery = keysetOptions(['registers', 'imports'], (cursor, signal) =>
  read(api.GET('/api/v1/imports', { params: { query: { cursor, limit: 100 } }, signal })),
);
