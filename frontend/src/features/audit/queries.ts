import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import { dayStart } from './school-day';

export interface AuditFilters {
  actor_id?: string;
  action?: string;
  subject_id?: string;
  /** A kind of record: asset, repair_case … */
  subject_kind?: string;
  /** The whole number or name of a record. */
  q?: string;
  /** Civil dates, both included. */
  from?: string;
  to?: string;
}

export const auditQuery = ({ from, to, ...filters }: AuditFilters, timeZone: string) =>
  keysetOptions(['audit', 'events', { ...filters, from, to, timeZone }], (cursor, signal) =>
    read(
      api.GET('/api/v1/audit-events', {
        params: {
          query: {
            ...filters,
            from: from && dayStart(from, 0, timeZone),
            to: to && dayStart(to, 1, timeZone),
            cursor,
            limit: 100,
          },
        },
        signal,
      }),
    ),
  );

/** Every kind of act, for the filter: the server knows their names. */
export const actionsQuery = queryOptions({
  queryKey: ['audit', 'actions'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/audit-actions', { signal }))).items,
  staleTime: 3_600_000,
});

/** What the filters find, as a file; that it was made is an event itself. */
export async function exportAudit(filters: AuditFilters, timeZone: string): Promise<Blob> {
  const { from, to, ...others } = filters;
  const pending = api.POST('/api/v1/audit-exports', {
    body: {
      filter: {
        ...others,
        from: from && dayStart(from, 0, timeZone),
        to: to && dayStart(to, 1, timeZone),
      },
    },
    parseAs: 'blob',
  });
  return (await read(pending)) as unknown as Blob;
}

/** The cards of numbers that somebody brought along. */
export const matchesQuery = (numbers: readonly string[]) =>
  queryOptions({
    queryKey: ['audit', 'matches', numbers],
    queryFn: async ({ signal }) => {
      const params = { query: { numbers: numbers.join(',') } };
      return (await read(api.GET('/api/v1/asset-matches', { params, signal }))).items;
    },
    enabled: numbers.length > 0,
  });

/** The seats of auditors: one's own tells until when one may look. */
export const ownSeatQuery = queryOptions({
  queryKey: ['audit', 'own-seat'],
  queryFn: async ({ signal }) => {
    const { items } = await read(api.GET('/api/v1/auditor-seats', { signal }));
    return items.find((seat) => seat.own && seat.open) ?? null;
  },
});

/** Everything to take along, as one ZIP; that it was taken is an event itself. */
export async function takePackage(): Promise<Blob> {
  const pending = api.POST('/api/v1/audit-packages', { parseAs: 'blob' });
  return (await read(pending)) as unknown as Blob;
}
