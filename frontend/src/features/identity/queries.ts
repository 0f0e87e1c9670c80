import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';

/** The devices this person is signed in on. */
export const sessionsQuery = queryOptions({
  queryKey: ['identity', 'sessions'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/sessions', { signal }))).items,
});

/** By what one can prove who one is. */
export const securityQuery = queryOptions({
  queryKey: ['identity', 'security'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/me/security', { signal })),
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

/** My mail address, for a forgotten password. */
export const mailAddressQuery = queryOptions({
  queryKey: ['identity', 'mail-address'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/me/mail-address', { signal })),
});

/** Whether a forgotten password can be replaced by mail here. */
export const resetWaysQuery = queryOptions({
  queryKey: ['identity', 'reset-ways'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/password-resets', { signal })),
});
