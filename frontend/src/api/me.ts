import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, read } from './client';
import type { Me } from './schema';
import { rememberSession } from './session';

/** Who is signed in. Every page inside the shell may rely on it: the route loads it first. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await read(api.GET('/api/v1/me', { signal }));
    rememberSession();
    return me;
  },
  // Rights may change while the page is open; the server decides anyway, this only hides entries.
  staleTime: 60_000,
});

/** Counts for badges; polled while the page is visible. */
export const summaryQuery = queryOptions({
  queryKey: ['me', 'summary'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/me/summary', { signal })),
  refetchInterval: 30_000,
  refetchOnWindowFocus: true,
});

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** For showing or hiding an entry only. What may be done with a record is in its `allowed_actions`. */
export function usePermission(key: string): boolean {
  return useMe().permissions.includes(key);
}
