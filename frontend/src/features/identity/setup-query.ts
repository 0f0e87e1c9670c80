import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';

/** Whether this installation still waits for its school. Once false, false for good. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/setup', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
