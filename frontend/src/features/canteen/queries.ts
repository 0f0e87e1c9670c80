import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { CanteenMeal, CanteenRecordKind, CanteenSheetKind } from '@/api/schema';

export const CANTEEN = ['canteen'] as const;

/** Which canteen, day and meal a page is about: the same in the URL. */
export interface DaySearch {
  canteen_id?: string;
  day?: string;
  meal?: CanteenMeal;
  /** The record that was struck out and is written anew. */
  replaces?: string;
}

export interface RecordFilters {
  canteen_id?: string;
  kind?: CanteenRecordKind;
  from?: string;
  to?: string;
  late?: true;
}

export interface PeriodSearch {
  canteen_id?: string;
  from?: string;
  to?: string;
}

export interface SheetSearch {
  canteen_id?: string;
  kind?: CanteenSheetKind;
  from?: string;
  to?: string;
  /** Whose pupils sign. */
  class_id?: string;
}

export const canteensQuery = queryOptions({
  queryKey: [...CANTEEN, 'canteens'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/canteens', { signal }))).items,
});

export const dayQuery = (id: string, day?: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'day', id, day],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/canteens/{id}/day', {
          params: { path: { id }, query: { day } },
          signal,
        }),
      ),
  });

/** What of today is done, due and missed. */
export const todayQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'today', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/canteens/{id}/today', { params: { path: { id } }, signal })),
  });

/** What runs out, and what does not agree. */
export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'standing', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/canteens/{id}/standing', { params: { path: { id } }, signal })),
  });

export const controlQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'control', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/canteens/{id}/control', { params: { path: { id } }, signal })),
  });

export const consistencyQuery = (id: string, { from, to }: { from: string; to: string }) =>
  queryOptions({
    queryKey: [...CANTEEN, 'consistency', id, from, to],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/canteens/{id}/consistency', {
          params: { path: { id }, query: { from, to } },
          signal,
        }),
      ),
  });

export const incidentsQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'incidents', id],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/canteens/{id}/incidents', { params: { path: { id } }, signal })))
        .items,
  });

export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'incident', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/canteen-incidents/{id}', { params: { path: { id } }, signal })),
  });

export const staffQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'staff', id],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/canteens/{id}/staff', { params: { path: { id } }, signal })))
        .items,
  });

export const recordsQuery = (id: string, filters: Omit<RecordFilters, 'canteen_id'>) =>
  keysetOptions([...CANTEEN, 'records', id, filters], (cursor, signal) =>
    read(
      api.GET('/api/v1/canteens/{id}/records', {
        params: { path: { id }, query: { ...filters, cursor } },
        signal,
      }),
    ),
  );

export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'record', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/canteen-records/{id}', { params: { path: { id } }, signal })),
  });

export const sheetQuery = (
  id: string,
  {
    kind,
    from,
    to,
    class_id,
  }: { kind: CanteenSheetKind; from?: string; to?: string; class_id?: string | undefined },
) =>
  queryOptions({
    queryKey: [...CANTEEN, 'sheet', id, kind, from, to, class_id],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/canteens/{id}/sheet', {
          params: { path: { id }, query: { kind, from, to, class_id } },
          signal,
        }),
      ),
  });

/** The same table as CSV and a workbook with a manifest; that it was made is an event itself. */
export async function sheetFile(
  id: string,
  filter: { kind: CanteenSheetKind; from: string; to: string; class_id?: string | undefined },
): Promise<Blob> {
  const { kind, from, to, class_id } = filter;
  const body = { filter: { kind, from, to, class_id: class_id ?? null } };
  const params = { path: { id } };
  const pending = api.POST('/api/v1/canteens/{id}/sheet/export', { params, body, parseAs: 'blob' });
  return (await read(pending)) as unknown as Blob;
}

export const contractsQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'contracts', id],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/canteens/{id}/contracts', { params: { path: { id } }, signal })))
        .items,
  });

/** What is still to be mended. */
export const openFindingsQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'findings', id],
    queryFn: async ({ signal }) =>
      (
        await read(
          api.GET('/api/v1/canteens/{id}/outside-findings', { params: { path: { id } }, signal }),
        )
      ).items,
  });

export const outsideListQuery = (id: string) =>
  keysetOptions([...CANTEEN, 'outside', id], (cursor, signal) =>
    read(
      api.GET('/api/v1/canteens/{id}/outside-inspections', {
        params: { path: { id }, query: { cursor } },
        signal,
      }),
    ),
  );

export const outsideQuery = (id: string) =>
  queryOptions({
    queryKey: [...CANTEEN, 'outside-inspection', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/outside-inspections/{id}', { params: { path: { id } }, signal })),
  });

/** Suppliers that a contractor may be, for who may see them. */
export const contractorsQuery = queryOptions({
  queryKey: [...CANTEEN, 'contractors'],
  queryFn: async ({ signal }) =>
    (
      await read(
        api.GET('/api/v1/suppliers', {
          params: { query: { status: 'active', limit: 200 } },
          signal,
        }),
      )
    ).items,
});

/** The classes that are here; a school has 200 at most. */
export const classesHereQuery = queryOptions({
  queryKey: [...CANTEEN, 'classes'],
  queryFn: async ({ signal }) =>
    (await read(api.GET('/api/v1/classes', { params: { query: { limit: 200 } }, signal }))).items,
});

const pageOf =
  (records: 'canteen-contracts' | 'outside-inspections', record: string) =>
  (id: string, size?: 320 | 1600): string =>
    `/api/v1/${records}/${record}/attachments/${id}/content${size ? `?size=${size}` : ''}`;

export const contractPage = (id: string) => pageOf('canteen-contracts', id);
export const outsidePage = (id: string) => pageOf('outside-inspections', id);
