import { queryOptions } from '@tanstack/react-query';
import { api, read } from './client';

/** The terms of the school: two or three a year. Below the calendar's key, so that whoever changes one there changes it here. */
export const termsQuery = queryOptions({
  queryKey: ['campus', 'calendar', 'terms'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/terms', { signal }))).items,
  staleTime: 60_000,
});
