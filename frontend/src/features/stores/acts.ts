import type { QueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type {
  RequisitionBody,
  RequisitionIssueBody,
  RequisitionView,
  StockBinMoveBody,
  StockCountBody,
  StockDistribution,
  StockDistributionBody,
  StockIssueBody,
  StockItemBody,
  StockItemView,
  StockReceiptBody,
  StockReturnBody,
  StockTransferBody,
  StoreBody,
  StoreView,
} from '@/api/schema';
import { distributionQuery, type LedgerFilters, requisitionQuery, STORES } from './queries';

const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });

const changing = ({ id, version }: { id: string; version: number }) => ({
  params: { path: { id }, header: ifMatch(version) },
});

/** After any move what is on hand is old everywhere. */
export const refreshStores = (queryClient: QueryClient): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: STORES });

export const handOut = (body: StockIssueBody, key: string) =>
  read(api.POST('/api/v1/stock-issues', { body, ...keyed(key) }));

/** Hands out at once or asks first, as the server sees it; what came back is asked anew. */
export const saveDistribution = (
  distribution: StockDistribution | null,
  body: StockDistributionBody,
  key: string,
) =>
  read(
    distribution
      ? api.PUT('/api/v1/stock-distributions/{id}', { ...changing(distribution), body })
      : api.POST('/api/v1/stock-distributions', { body, ...keyed(key) }),
  );

export const receive = (body: StockReceiptBody, key: string) =>
  read(api.POST('/api/v1/stock-receipts', { body, ...keyed(key) }));

export const takeBack = (body: StockReturnBody, key: string) =>
  read(api.POST('/api/v1/stock-returns', { body, ...keyed(key) }));

export const transfer = (body: StockTransferBody, key: string) =>
  read(api.POST('/api/v1/stock-transfers', { body, ...keyed(key) }));

/** No quantity moves: where it lies is put right. */
export const moveBins = (body: StockBinMoveBody, key: string) =>
  read(api.POST('/api/v1/stock-bin-moves', { body, ...keyed(key) }));

export const sendCount = (body: StockCountBody, key: string) =>
  read(api.POST('/api/v1/stock-counts', { body, ...keyed(key) }));

export const saveStore = (store: StoreView | null, body: StoreBody, key: string) =>
  read(
    store
      ? api.PUT('/api/v1/stores/{id}', { ...changing(store), body })
      : api.POST('/api/v1/stores', { body, ...keyed(key) }),
  );

export const saveItem = (item: StockItemView | null, body: StockItemBody, key: string) =>
  read(
    item
      ? api.PUT('/api/v1/stock-items/{id}', { ...changing(item), body })
      : api.POST('/api/v1/stock-items', { body, ...keyed(key) }),
  );

export const saveRequisition = (
  requisition: RequisitionView | null,
  body: RequisitionBody,
  key: string,
) =>
  read(
    requisition
      ? api.PUT('/api/v1/requisitions/{id}', { ...changing(requisition), body })
      : api.POST('/api/v1/requisitions', { body, ...keyed(key) }),
  );

/** E8 as a workbook; that it was made is an event itself. */
export async function ledgerFile(filter: LedgerFilters): Promise<Blob> {
  const pending = api.POST('/api/v1/stock-ledger-exports', { body: { filter }, parseAs: 'blob' });
  return (await read(pending)) as unknown as Blob;
}

function step({ id, version }: { id: string; version: number }, key: string) {
  return { params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } } };
}

export const cancelRequisition = (requisition: RequisitionView, reason: string, key: string) =>
  read(
    api.POST('/api/v1/requisitions/{id}/cancel', { ...step(requisition, key), body: { reason } }),
  );

export const issueRequisition = (
  requisition: RequisitionView,
  body: RequisitionIssueBody,
  key: string,
) => read(api.POST('/api/v1/requisitions/{id}/issue', { ...step(requisition, key), body }));

export const cancelDistribution = (distribution: StockDistribution, reason: string, key: string) =>
  read(
    api.POST('/api/v1/stock-distributions/{id}/cancel', {
      ...step(distribution, key),
      body: { reason },
    }),
  );

export const issueDistribution = (distribution: StockDistribution, key: string) =>
  read(
    api.POST('/api/v1/stock-distributions/{id}/issue', { ...step(distribution, key), body: {} }),
  );

/** A distribution after a step; lists and shelves are read anew. */
export function keepDistribution(
  queryClient: QueryClient,
  changed: StockDistribution,
): Promise<void> {
  queryClient.setQueryData(distributionQuery(changed.id).queryKey, changed);
  return refreshStores(queryClient);
}

/** A requisition after a step; lists and shelves are read anew. */
export function keepRequisition(queryClient: QueryClient, changed: RequisitionView): Promise<void> {
  queryClient.setQueryData(requisitionQuery(changed.id).queryKey, changed);
  return refreshStores(queryClient);
}
