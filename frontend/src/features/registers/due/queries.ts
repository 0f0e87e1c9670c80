import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { AddDueDate, DueDateView, FinishDueDate } from '@/api/schema';
import { schoolDay } from '@/i18n/school-day';

/** The filters of the list, as in the URL. */
export interface DueFilters {
  kind?: string;
  location_id?: string;
  /** Days from today. */
  within?: string;
  done?: string;
}

export const dueQuery = ({ within, done, ...filters }: DueFilters) =>
  keysetOptions(['registers', 'due', { within, done, ...filters }], (cursor, signal) => {
    const until = within ? schoolDay(Number(within)) : undefined;
    const query = { ...filters, until, done: done ? true : undefined, cursor, limit: 100 };
    return read(api.GET('/api/v1/asset-due-dates', { params: { query }, signal }));
  });

export const cardDueQuery = (asset_id: string) =>
  queryOptions({
    queryKey: ['registers', 'due', 'of', asset_id],
    queryFn: async ({ signal }) => {
      const params = { query: { asset_id, limit: 100 } };
      return (await read(api.GET('/api/v1/asset-due-dates', { params, signal }))).items;
    },
  });

export function finish(due: DueDateView, body: FinishDueDate, key: string) {
  return read(
    api.POST('/api/v1/asset-due-dates/{id}/done', {
      params: { path: { id: due.id }, header: ifMatch(due.version) },
      headers: { 'Idempotency-Key': key },
      body,
    }),
  );
}

export function add(id: string, body: AddDueDate, key: string) {
  return read(
    api.POST('/api/v1/assets/{id}/due-dates', {
      params: { path: { id } },
      headers: { 'Idempotency-Key': key },
      body,
    }),
  );
}

export function remove(due: DueDateView) {
  return read(
    api.DELETE('/api/v1/asset-due-dates/{id}', {
      params: { path: { id: due.id }, header: ifMatch(due.version) },
    }),
  );
}
