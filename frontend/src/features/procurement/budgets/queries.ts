import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import { whole } from '@/api/whole';
import { PURCHASES } from '../queries';

/** Below the purchases: whatever is done with one may change a budget. */
export const BUDGETS = [...PURCHASES, 'budgets'] as const;

/** The budgets of a calendar year, or of the school's present one. */
export const budgetsQuery = (year: number | undefined) =>
  queryOptions({
    queryKey: [...BUDGETS, 'year', year],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/budgets', { params: { query: { year } }, signal })),
    refetchOnWindowFocus: true,
  });

export const budgetEventsQuery = (id: string) =>
  keysetOptions([...BUDGETS, 'events', id], (cursor, signal) =>
    read(
      api.GET('/api/v1/budgets/{id}/events', {
        params: { path: { id }, query: { cursor } },
        signal,
      }),
    ),
  );

/** What a budget was given and what was taken back, the newest first: few, and one of them is printed. */
export const allotmentsQuery = (id: string) =>
  queryOptions({
    queryKey: [...BUDGETS, 'events', id, 'allotted'],
    queryFn: ({ signal }) =>
      whole((cursor) => {
        const params = { path: { id }, query: { kind: 'allotted' as const, cursor, limit: 200 } };
        return read(api.GET('/api/v1/budgets/{id}/events', { params, signal }));
      }),
  });
