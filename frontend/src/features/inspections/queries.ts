import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { operations } from '@/api/schema';
import { whole } from '@/api/whole';

export const INSPECTIONS = ['inspections'] as const;

type RoundQuery = NonNullable<operations['inspection_round_list']['parameters']['query']>;
type ResultsQuery = NonNullable<operations['inspection_results']['parameters']['query']>;

/** The filters of the list of rounds: the same in the URL. */
export interface RoundFilters {
  view?: NonNullable<RoundQuery['view']>;
  state?: string;
  from?: string;
  to?: string;
  q?: string;
}

export interface ResultFilters {
  by?: NonNullable<ResultsQuery['by']>;
  from?: string;
  to?: string;
}

const MOST = 200;

export const roundsQuery = (filters: RoundFilters) =>
  keysetOptions([...INSPECTIONS, 'rounds', filters], (cursor, signal) =>
    read(
      api.GET('/api/v1/inspection-rounds', { params: { query: { ...filters, cursor } }, signal }),
    ),
  );

export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: [...INSPECTIONS, 'round', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/inspection-rounds/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

export const plansQuery = queryOptions({
  queryKey: [...INSPECTIONS, 'plans'],
  queryFn: ({ signal }) =>
    whole((cursor) =>
      read(
        api.GET('/api/v1/inspection-plans', {
          params: { query: { retired: true, cursor, limit: MOST } },
          signal,
        }),
      ),
    ),
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: [...INSPECTIONS, 'plan', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/inspection-plans/{id}', { params: { path: { id } }, signal })),
  });

export const checklistsQuery = queryOptions({
  queryKey: [...INSPECTIONS, 'checklists'],
  queryFn: ({ signal }) =>
    whole((cursor) =>
      read(
        api.GET('/api/v1/checklists', {
          params: { query: { retired: true, cursor, limit: MOST } },
          signal,
        }),
      ),
    ),
});

export const checklistQuery = (id: string) =>
  queryOptions({
    queryKey: [...INSPECTIONS, 'checklist', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/checklists/{id}', { params: { path: { id } }, signal })),
  });

export const resultsQuery = (filters: ResultFilters) =>
  queryOptions({
    queryKey: [...INSPECTIONS, 'results', filters],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/inspection-results', { params: { query: filters }, signal })),
  });

/** What can be broken: the big buttons of a report. */
export const categoriesQuery = queryOptions({
  queryKey: [...INSPECTIONS, 'categories'],
  queryFn: async ({ signal }) =>
    (await read(api.GET('/api/v1/repair-categories', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Names to choose from: also for those who may not look through the school's people. */
export const signersQuery = (q: string) =>
  queryOptions({
    queryKey: [...INSPECTIONS, 'signers', q],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/inspection-rounds/signers', {
          params: { query: { q: q || undefined } },
          signal,
        }),
      ),
  });

/** How the school calls the roles that may be named. */
export const rolesQuery = queryOptions({
  queryKey: [...INSPECTIONS, 'roles'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/roles', { signal }))).items,
});

/** Where the browser gets a photo of a round: it sends the session by itself. */
export const photoAddress =
  (roundId: string) =>
  (id: string, size?: 320 | 1600): string =>
    `/api/v1/inspection-rounds/${roundId}/attachments/${id}/content${size ? `?size=${size}` : ''}`;
