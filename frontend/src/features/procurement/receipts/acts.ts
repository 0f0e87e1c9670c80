import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { GoodsReceiptBody, GoodsReceiptPosting, GoodsReceiptView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { type Outcome, submit } from '@/offline/submit';
import { uuid } from '@/offline/uuid';
import { PURCHASES } from '../queries';
import { receiptQuery } from './queries';

/** After any step the lists, the order and, with the last signature, cards and stock are old. */
export function keepReceipt(client: QueryClient, receipt: GoodsReceiptView): void {
  client.setQueryData(receiptQuery(receipt.id).queryKey, receipt);
  for (const queryKey of [PURCHASES, ['registers'], ['stores']]) {
    void client.invalidateQueries({ queryKey });
  }
}

export function makeReceipt(body: GoodsReceiptBody, key: string): Promise<GoodsReceiptView> {
  const params = { header: { 'Idempotency-Key': key } };
  return read(api.POST('/api/v1/goods-receipts', { params, body }));
}

function at({ id, version }: GoodsReceiptView, key: string) {
  return { params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } } };
}

/** Signs for it that the acceptors are not those that the rule asks for. */
export function cosignReceipt(receipt: GoodsReceiptView, key: string): Promise<GoodsReceiptView> {
  return read(api.POST('/api/v1/goods-receipts/{id}/cosign', { ...at(receipt, key), body: {} }));
}

export function cancelReceipt(
  receipt: GoodsReceiptView,
  reason: string,
  key: string,
): Promise<GoodsReceiptView> {
  const cancel = '/api/v1/goods-receipts/{id}/cancel';
  return read(api.POST(cancel, { ...at(receipt, key), body: { reason } }));
}

export function postReceipt(
  receipt: GoodsReceiptView,
  body: GoodsReceiptPosting,
  key: string,
): Promise<GoodsReceiptView> {
  return read(api.POST('/api/v1/goods-receipts/{id}/post', { ...at(receipt, key), body }));
}

type Trouble = Exclude<Outcome<never>, { kind: 'accepted' }>;

/** One tap, with a key that lives until the server has answered. */
export function useSign(receipt: GoodsReceiptView) {
  const client = useQueryClient();
  const { person } = useMe();
  const key = useRef(uuid());
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function sign(): Promise<void> {
    if (sending) {
      return;
    }
    setSending(true);
    const outcome = await submit({
      form: `purchases.receipt.sign.${receipt.id}`,
      owner: person.id,
      values: {},
      key: key.current,
      keepDraft: false,
      send: (_, sentKey) => {
        const signing = '/api/v1/goods-receipts/{id}/sign';
        return orNewest(
          client,
          PURCHASES,
          read(api.POST(signing, { ...at(receipt, sentKey), body: {} })),
        );
      },
    });
    setSending(false);
    if (outcome.kind !== 'unsent') {
      key.current = uuid();
    }
    if (outcome.kind === 'accepted') {
      keepReceipt(client, outcome.result);
    }
    setTrouble(outcome.kind === 'accepted' ? null : outcome);
  }

  return { sign, sending, trouble };
}
