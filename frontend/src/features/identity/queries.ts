import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';

/** Whether this installation still waits for its school. Once false, false for good. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/setup', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The devices this person is signed in on. */
export const sessionsQuery = queryOptions({
  queryKey: ['identity', 'sessions'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/sessions', { signal }))).items,
});

/** Whose sign-in slip it is. */
export const slipOwnerQuery = (code: string) =>
  queryOptions({
    queryKey: ['slip', code],
    queryFn: ({ signal }) =>
      read(api.POST('/api/v1/sign-in-slips/owner', { body: { code }, signal })),
    // Wrong codes are counted: one look is enough.
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

/** The schools of this district. */
export const schoolsQuery = queryOptions({
  queryKey: ['identity', 'schools'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/schools', { signal }))).items,
});
