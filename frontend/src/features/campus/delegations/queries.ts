import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';

/** Under the people, so that a change of somebody's roles asks anew. */
export const delegationsQuery = (past: boolean) =>
  keysetOptions(['campus', 'people', 'delegations', past], (cursor, signal) =>
    read(
      api.GET('/api/v1/delegations', {
        params: { query: { past: past || undefined, cursor, limit: 100 } },
        signal,
      }),
    ),
  );
