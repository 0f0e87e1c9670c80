import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { AdvanceClasses } from '@/api/schema';

export const classesQuery = (left: boolean) =>
  keysetOptions(['campus', 'classes', 'list', left], (cursor, signal) =>
    read(
      api.GET('/api/v1/classes', {
        params: { query: { active: left ? false : undefined, cursor, limit: 200 } },
        signal,
      }),
    ),
  );

/** The last time that the classes moved up; by it the page knows whether it can be taken back. */
export const lastAdvanceQuery = queryOptions({
  queryKey: ['campus', 'classes', 'advances'],
  queryFn: async ({ signal }) =>
    (await read(api.GET('/api/v1/class-advances', { params: { query: { limit: 1 } }, signal })))
      .items[0] ?? null,
});

export interface Wishes {
  leaving_grade?: number;
  new_classes?: number;
  rooms?: 'keep' | 'by_grade';
}

export const proposalQuery = (query: Wishes) =>
  queryOptions({
    queryKey: ['campus', 'classes', 'proposal', query],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/class-advances/proposal', { params: { query }, signal })),
    // Rows that are being edited must not change under the hand.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export function advance(body: AdvanceClasses, key: string) {
  return read(api.POST('/api/v1/class-advances', { body, headers: { 'Idempotency-Key': key } }));
}
