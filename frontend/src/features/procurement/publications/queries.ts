import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type {
  operations,
  PublicationBody,
  PublicationPosting,
  PublicationView,
} from '@/api/schema';
import { PURCHASES } from '../queries';

type Asked = NonNullable<operations['publication_list']['parameters']['query']>;

/** The filters of the list: the same in the URL. */
export interface PublicationFilters {
  state?: NonNullable<Asked['state']>;
  overdue?: boolean;
}

const PUBLICATIONS = [...PURCHASES, 'publications'] as const;

export const publicationsQuery = (filters: PublicationFilters) =>
  keysetOptions([...PUBLICATIONS, 'list', filters], (cursor, signal) =>
    read(api.GET('/api/v1/publications', { params: { query: { ...filters, cursor } }, signal })),
  );

export const publicationQuery = (id: string) =>
  queryOptions({
    queryKey: [...PUBLICATIONS, 'one', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/publications/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

/** What it lists as CSV and a workbook with a manifest; that it was made is an event itself. */
export async function publicationFile(id: string): Promise<Blob> {
  const params = { path: { id } };
  const pending = api.POST('/api/v1/publications/{id}/export', { params, parseAs: 'blob' });
  return (await read(pending)) as unknown as Blob;
}

/** What a notice of these days would list. */
export interface ReportFilters {
  from?: string;
  to?: string;
  with_petty?: boolean;
}

export const reportQuery = (filters: ReportFilters) =>
  queryOptions({
    queryKey: [...PUBLICATIONS, 'report', filters],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/publications/report', { params: { query: filters }, signal })),
  });

/** The same as a file; that it was made is an event itself. */
export async function reportFile(filter: ReportFilters): Promise<Blob> {
  const body = { filter };
  const pending = api.POST('/api/v1/publication-report-exports', { body, parseAs: 'blob' });
  return (await read(pending)) as unknown as Blob;
}

/** What should hang on the board and is in no notice. */
export const overdueQuery = queryOptions({
  queryKey: [...PUBLICATIONS, 'overdue'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/publications/overdue', { signal })),
});

export function makePublication(body: PublicationBody, key: string): Promise<PublicationView> {
  const params = { header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/publications', { params, body }));
}

export function postPublication(
  { id, version }: PublicationView,
  body: PublicationPosting,
  key: string,
): Promise<PublicationView> {
  const params = { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/publications/{id}/post', { params, body }));
}

export function cancelPublication(
  { id, version }: PublicationView,
  reason: string,
  key: string,
): Promise<PublicationView> {
  const params = { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/publications/{id}/cancel', { params, body: { reason } }));
}

/** Where the browser gets a photo of the board: it sends the session by itself. */
export function boardAddress(id: string, photo: string, size?: 320 | 1600): string {
  const path = `/api/v1/publications/${id}/attachments/${photo}/content`;
  return size ? `${path}?size=${size}` : path;
}
