import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { AssetRow } from '@/api/schema';
import { type AssetFilters, asked, onlyFilters } from './filters';

// Apart from queries.ts, which the routes need before any page: lists are asked for by the pages themselves.

/** A list in an order. */
export interface AssetList extends AssetFilters {
  sort?: string;
}

export const assetsQuery = ({ sort, ...filters }: AssetList) =>
  keysetOptions(['registers', 'assets', onlyFilters(filters), sort], (cursor, signal) =>
    read(
      api.GET('/api/v1/assets', {
        params: { query: { ...asked(filters), sort, cursor, limit: 100 } },
        signal,
      }),
    ),
  );

/** Exact, and therefore asked apart from the list: the rows must not wait for it. */
export const totalsQuery = (filters: AssetFilters) =>
  queryOptions({
    queryKey: ['registers', 'totals', onlyFilters(filters)],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/assets/totals', { params: { query: asked(filters) }, signal })),
  });

/** What each room is for, by its id. */
export const roomUsesQuery = queryOptions({
  queryKey: ['campus', 'places', 'uses'],
  queryFn: async ({ signal }) => {
    const uses = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const query = { kind: 'room' as const, limit: 200, cursor };
      const page = await read(api.GET('/api/v1/locations', { params: { query }, signal }));
      for (const { id, room_use } of page.items) {
        uses.set(id, room_use ?? '');
      }
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    return uses;
  },
  staleTime: 60_000,
});

/** All departments, by name. */
export const departmentsQuery = queryOptions({
  queryKey: ['campus', 'departments'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/departments', { signal }))).items,
  staleTime: 60_000,
});

/** The register counted by kind, place, state and year. */
export const statisticsQuery = queryOptions({
  queryKey: ['registers', 'statistics'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/assets/statistics', { signal })),
});

/** More than this no page prints in one go. */
export const MOST_READ = 5000;

/** All cards that the filters let through, for paper. */
export const everyCardQuery = (filters: AssetFilters) =>
  queryOptions({
    queryKey: ['registers', 'every', onlyFilters(filters)],
    queryFn: async ({ signal }) => {
      const cards: AssetRow[] = [];
      let cursor: string | undefined;
      do {
        const query = { ...asked(filters), sort: 'asset_no', limit: 200, cursor };
        const page = await read(api.GET('/api/v1/assets', { params: { query }, signal }));
        cards.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor && cards.length < MOST_READ);
      return cards;
    },
  });
