import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { operations } from '@/api/schema';

type Asked = NonNullable<operations['repair_case_list']['parameters']['query']>;

/** Whose cases: everybody's, those waiting for me … */
export type CaseScope = NonNullable<Asked['view']>;

/** The filters of a list of cases: the same for the list, its totals and the URL. */
export interface CaseFilters {
  view?: CaseScope;
  /** States joined by commas; "open" stands for all that are not over. */
  state?: string;
  category?: string;
  /** A place and everything below it. */
  location_id?: string;
  worker_id?: string;
  q?: string;
  sort?: string;
}

export const REPAIRS = ['repairs'] as const;

export const categoriesQuery = queryOptions({
  queryKey: ['repair-categories'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/repair-categories', { signal })),
  staleTime: 3_600_000,
});

export const workersQuery = queryOptions({
  queryKey: [...REPAIRS, 'workers'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/repair-workers', { signal })),
});

export const casesQuery = (filters: CaseFilters) =>
  keysetOptions([...REPAIRS, 'cases', filters], (cursor, signal) =>
    read(api.GET('/api/v1/repair-cases', { params: { query: { ...filters, cursor } }, signal })),
  );

/** A day's list: one page of what is open, no "load more". */
export const dayQuery = (filters: CaseFilters, limit = 100) =>
  queryOptions({
    queryKey: [...REPAIRS, 'day', filters, limit],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/repair-cases', {
          params: { query: { state: 'open', ...filters, limit } },
          signal,
        }),
      ),
    refetchOnWindowFocus: true,
  });

export const totalsQuery = (filters: CaseFilters) =>
  queryOptions({
    queryKey: [...REPAIRS, 'totals', filters],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-cases/totals', { params: { query: filters }, signal })),
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: [...REPAIRS, 'case', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-cases/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: [...REPAIRS, 'timeline', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/repair-cases/{id}/timeline', { params: { path: { id } }, signal })),
  });

export const signQuery = (code: string) =>
  queryOptions({
    queryKey: [...REPAIRS, 'sign', code],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/signs/{code}', { params: { path: { code } }, signal })),
    refetchOnWindowFocus: true,
  });

export const followUpQuery = (code: string) =>
  queryOptions({
    queryKey: [...REPAIRS, 'follow-up', code],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/follow-ups/{code}', { params: { path: { code } }, signal })),
    refetchOnWindowFocus: true,
  });
