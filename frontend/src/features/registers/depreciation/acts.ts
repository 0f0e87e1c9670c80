import { api, ifMatch, read } from '@/api/client';
import type { DepreciationRunView } from '@/api/schema';
import type { Figure } from './figures';

function step({ id, version }: DepreciationRunView, key: string) {
  return { params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } } };
}

export const computeRun = (period: string, key: string) =>
  read(
    api.POST('/api/v1/depreciation-runs', {
      params: { header: { 'Idempotency-Key': key } },
      body: { period },
    }),
  );

export const compareRun = (run: DepreciationRunView, rows: Figure[], key: string) =>
  read(api.POST('/api/v1/depreciation-runs/{id}/compare', { ...step(run, key), body: { rows } }));

export const closeRun = (run: DepreciationRunView, voucher: string, key: string) =>
  read(
    api.POST('/api/v1/depreciation-runs/{id}/close', {
      ...step(run, key),
      body: { voucher_no: voucher.trim() || null },
    }),
  );

export const discardRun = (run: DepreciationRunView, reason: string, key: string) =>
  read(api.POST('/api/v1/depreciation-runs/{id}/discard', { ...step(run, key), body: { reason } }));

/** E4 as a file; that it was made is an event itself. */
export async function runFile(id: string, format: 'xlsx' | 'csv'): Promise<Blob> {
  const pending = api.POST('/api/v1/depreciation-runs/{id}/export', {
    params: { path: { id } },
    body: { format },
    parseAs: 'blob',
  });
  return (await read(pending)) as unknown as Blob;
}
