import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';

/** All that is asked anew when a seat or the code changes. */
export const AUDITORS = ['identity', 'auditors'];

/** Whether a code lies sealed, and since when. */
export const codeQuery = queryOptions({
  queryKey: [...AUDITORS, 'code'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/auditor-code', { signal })),
});

/** Who sits or sat in an auditor's seat. */
export const seatsQuery = keysetOptions([...AUDITORS, 'seats'], (cursor, signal) =>
  read(api.GET('/api/v1/auditor-seats', { params: { query: { cursor } }, signal })),
);
