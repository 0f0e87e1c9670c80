import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import type { ImportOptions } from '@/api/schema';

/** A ledger that was sent, under the name its owner knows it by. */
export interface Ledger {
  uploadId: string;
  name: string;
}

/** What the user decides; the server fills in the rest. */
export type Decisions = Partial<ImportOptions>;

/** What would become of a ledger. Every other decision is another question. */
export const planQuery = (ledger: Ledger, options: Decisions) =>
  queryOptions({
    queryKey: ['registers', 'import-plan', ledger.uploadId, options],
    queryFn: ({ signal }) =>
      read(
        api.POST('/api/v1/imports/dry-run', {
          body: { upload_id: ledger.uploadId, options: options as ImportOptions },
          signal,
        }),
      ),
    // What was read of this file stays true until a decision changes; another import is told by the server at the end.
    staleTime: 60_000,
    retry: false,
  });

/** How far the import of a ledger is, asked every second while it runs. */
export const progressQuery = (ledger: Ledger, running: boolean) =>
  queryOptions({
    queryKey: ['registers', 'import-progress', ledger.uploadId],
    queryFn: async ({ signal }) =>
      (
        await read(
          api.GET('/api/v1/imports/progress', {
            params: { query: { upload_id: ledger.uploadId } },
            signal,
          }),
        )
      ).progress ?? null,
    enabled: running,
    refetchInterval: running ? 1000 : false,
  });

/** The address of the file once more, with every row's fate beside it. */
export function annotatedPath(ledger: Ledger, options: Decisions): string {
  const query = new URLSearchParams({
    upload_id: ledger.uploadId,
    options: JSON.stringify(options),
  });
  return `/api/v1/imports/annotated?${query}`;
}
