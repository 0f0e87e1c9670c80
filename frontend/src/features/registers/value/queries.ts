import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { RecordAssetValue } from '@/api/schema';

export const valueQuery = (id: string) =>
  queryOptions({
    queryKey: ['registers', 'asset', id, 'value'],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/assets/{id}/value', { params: { path: { id } }, signal })),
  });

export const valueEventsQuery = (id: string) =>
  keysetOptions(['registers', 'asset', id, 'value-events'], (cursor, signal) => {
    const params = { path: { id }, query: { cursor } };
    return read(api.GET('/api/v1/assets/{id}/value-events', { params, signal }));
  });

export const recordValue = (id: string, version: number, body: RecordAssetValue, key: string) =>
  read(
    api.POST('/api/v1/assets/{id}/value-events', {
      params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } },
      body,
    }),
  );
