import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';

export const NOTICES = ['notices'] as const;

export const inboxQuery = (unread: boolean) =>
  keysetOptions([...NOTICES, 'inbox', unread], (cursor, signal) =>
    read(
      api.GET('/api/v1/notices', {
        params: { query: { unread: unread || undefined, cursor } },
        signal,
      }),
    ),
  );

export const preferencesQuery = queryOptions({
  queryKey: [...NOTICES, 'preferences'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/me/notice-preferences', { signal })),
});

export const channelsQuery = queryOptions({
  queryKey: [...NOTICES, 'channels'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/notice-channels', { signal }))).items,
});

export const deliveriesQuery = keysetOptions([...NOTICES, 'deliveries'], (cursor, signal) =>
  read(api.GET('/api/v1/notice-deliveries', { params: { query: { cursor } }, signal })),
);
