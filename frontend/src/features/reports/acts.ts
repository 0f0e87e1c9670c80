import { api, read } from '@/api/client';
import type {
  LedgerExportBody,
  LedgerExportView,
  ReconciliationBody,
  ReconciliationView,
} from '@/api/schema';

/** Writes a ledger into an archive; the answer says what is in it. */
export function exportLedger(
  body: LedgerExportBody,
  key: string,
  signal: AbortSignal,
): Promise<LedgerExportView> {
  const headers = { 'Idempotency-Key': key };
  return read(api.POST('/api/v1/ledger-exports', { body, headers, signal }));
}

export function recordReconciliation(
  body: ReconciliationBody,
  key: string,
): Promise<ReconciliationView> {
  return read(
    api.POST('/api/v1/ledger-reconciliations', { body, headers: { 'Idempotency-Key': key } }),
  );
}
