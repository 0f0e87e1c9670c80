import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type { PurchaseOrderBody, PurchaseOrderView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { PURCHASES } from '../queries';
import { orderQuery } from './queries';

/** After any step the order is the one of the answer; its request and the lists say something else. */
export function useKeepOrder(): (order: PurchaseOrderView) => Promise<void> {
  const client = useQueryClient();
  return async (order) => {
    client.setQueryData(orderQuery(order.id).queryKey, order);
    await client.invalidateQueries({ queryKey: PURCHASES });
  };
}

/** Runs a step of an order; when somebody was faster, the page shows the newest. */
export function useOrderStep(): <R>(pending: Promise<R>) => Promise<R> {
  const client = useQueryClient();
  return (pending) => orNewest(client, PURCHASES, pending);
}

export function makeOrder(body: PurchaseOrderBody, key: string): Promise<PurchaseOrderView> {
  const params = { header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/purchase-orders', { params, body }));
}

function at({ id, version }: PurchaseOrderView, key: string) {
  return { params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } } };
}

export function confirmOrder(order: PurchaseOrderView, key: string): Promise<PurchaseOrderView> {
  return read(api.POST('/api/v1/purchase-orders/{id}/confirm', { ...at(order, key), body: {} }));
}

export function cosignOrder(order: PurchaseOrderView, key: string): Promise<PurchaseOrderView> {
  return read(api.POST('/api/v1/purchase-orders/{id}/cosign', { ...at(order, key), body: {} }));
}

export function endOrder(
  order: PurchaseOrderView,
  act: 'cancel' | 'close',
  reason: string,
  key: string,
): Promise<PurchaseOrderView> {
  const sent = { ...at(order, key), body: { reason } };
  return read(
    act === 'cancel'
      ? api.POST('/api/v1/purchase-orders/{id}/cancel', sent)
      : api.POST('/api/v1/purchase-orders/{id}/close', sent),
  );
}
