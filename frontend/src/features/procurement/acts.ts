import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { PurchaseRequestView } from '@/api/schema';
import { type Outcome, submit } from '@/offline/submit';
import { uuid } from '@/offline/uuid';
import { PURCHASES, requestQuery } from './queries';

type OneTap = 'submit' | 'withdraw';

export type TapTrouble = Exclude<Outcome<never>, { kind: 'accepted' }>;

/** After any step the lists and the request itself are old. */
export function refreshRequests(queryClient: QueryClient, changed?: PurchaseRequestView): void {
  if (changed) {
    queryClient.setQueryData(requestQuery(changed.id).queryKey, changed);
  }
  void queryClient.invalidateQueries({ queryKey: PURCHASES });
}

function options({ id, version }: PurchaseRequestView, key: string) {
  return {
    params: { path: { id }, header: { ...ifMatch(version), 'Idempotency-Key': key } },
  };
}

/** How a request ends by hand: nothing of it is bought, or the rest is not. */
export type Ending = 'cancel' | 'close';

export function endRequest(
  step: Ending,
  request: PurchaseRequestView,
  reason: string,
  key: string,
): Promise<PurchaseRequestView> {
  const sent = { ...options(request, key), body: { reason } };
  return read(
    step === 'close'
      ? api.POST('/api/v1/purchase-requests/{id}/close', sent)
      : api.POST('/api/v1/purchase-requests/{id}/cancel', sent),
  );
}

/** What a step says beside itself: why it cannot wait. */
export interface Said {
  emergency?: string;
}

function takeStep(step: OneTap, request: PurchaseRequestView, said: Said, key: string) {
  const sent = { ...options(request, key), body: {} };
  return read(
    step === 'submit'
      ? api.POST('/api/v1/purchase-requests/{id}/submit', { ...sent, body: { ...said } })
      : api.POST('/api/v1/purchase-requests/{id}/withdraw', sent),
  );
}

/** Steps of one tap, with a key that lives until the server has answered. */
export function useOneTap(request: PurchaseRequestView) {
  const queryClient = useQueryClient();
  const { person } = useMe();
  const key = useRef(uuid());
  const [sending, setSending] = useState<OneTap | null>(null);
  const [trouble, setTrouble] = useState<TapTrouble | null>(null);

  async function tap(step: OneTap, said: Said = {}): Promise<void> {
    if (sending) {
      return;
    }
    setSending(step);
    const outcome = await submit({
      form: `purchases.${step}.${request.id}`,
      owner: person.id,
      values: { ...said },
      key: key.current,
      keepDraft: false,
      send: (_, sentKey) => takeStep(step, request, said, sentKey),
    });
    setSending(null);
    if (outcome.kind !== 'unsent') {
      key.current = uuid();
    }
    setTrouble(outcome.kind === 'accepted' ? null : outcome);
    refreshRequests(queryClient, outcome.kind === 'accepted' ? outcome.result : undefined);
  }

  return { tap, sending, trouble };
}
