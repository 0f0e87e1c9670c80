import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import { whole } from '@/api/whole';

export const DEPRECIATION = ['registers', 'depreciation'] as const;

export const runsQuery = keysetOptions([...DEPRECIATION, 'runs'], (cursor, signal) =>
  read(api.GET('/api/v1/depreciation-runs', { params: { query: { cursor } }, signal })),
);

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: [...DEPRECIATION, 'run', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/depreciation-runs/{id}', { params: { path: { id } }, signal })),
  });

export const runCategoriesQuery = (id: string) =>
  queryOptions({
    queryKey: [...DEPRECIATION, 'run', id, 'categories'],
    queryFn: async ({ signal }) => {
      const params = { path: { id } };
      const page = await read(
        api.GET('/api/v1/depreciation-runs/{id}/categories', { params, signal }),
      );
      return page.items;
    },
  });

/** As in the address of a month's page. */
export interface LineFilters {
  differs?: string;
  category?: string;
}

export const linesQuery = (id: string, { differs, category }: LineFilters) =>
  keysetOptions([...DEPRECIATION, 'run', id, 'lines', { differs, category }], (cursor, signal) => {
    const query = { differs: differs ? true : undefined, category, cursor, limit: 100 };
    const params = { path: { id }, query };
    return read(api.GET('/api/v1/depreciation-runs/{id}/lines', { params, signal }));
  });

/** All of them, for the paper. */
export const allLinesQuery = (id: string) =>
  queryOptions({
    queryKey: [...DEPRECIATION, 'run', id, 'lines', 'all'],
    queryFn: ({ signal }) =>
      whole((cursor) => {
        const params = { path: { id }, query: { cursor, limit: 200 } };
        return read(api.GET('/api/v1/depreciation-runs/{id}/lines', { params, signal }));
      }),
  });
