import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { PURCHASES } from '../queries';

export const sheetQuery = (id: string) =>
  queryOptions({
    queryKey: [...PURCHASES, 'quotes', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/quote-sheets/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

/** Whom one can ask: by a part of the name. */
export const askableQuery = (q: string) =>
  queryOptions({
    queryKey: [...PURCHASES, 'suppliers', 'pick', q],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/suppliers', {
          params: { query: { q: q || undefined, status: 'active', limit: 80 } },
          signal,
        }),
      ),
  });

/** Where the browser gets the paper of a quote: it sends the session by itself. */
export function paperAddress(sheetId: string, id: string, size?: 320 | 1600): string {
  const path = `/api/v1/quote-sheets/${sheetId}/attachments/${id}/content`;
  return size ? `${path}?size=${size}` : path;
}
