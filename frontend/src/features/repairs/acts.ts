import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { summaryQuery, useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import type {
  Assign,
  CaseView,
  Defer,
  Finish,
  MaybeReason,
  Nothing,
  Reason,
  Triage,
  Wait,
} from '@/api/schema';
import { type Outcome, submit } from '@/offline/submit';
import { uuid } from '@/offline/uuid';
import { caseQuery, REPAIRS } from './queries';
import type { Action, OneTap } from './words';

/** The case a step is meant for, as the person saw it. */
export interface Target {
  id: string;
  version: number;
}

interface Bodies {
  take: Nothing;
  start: Nothing;
  confirm: Nothing;
  finish: Finish;
  wait: Wait;
  assign: Assign;
  triage: Triage;
  defer: Defer;
  refuse: Reason;
  reopen: Reason;
  reject: Reason;
  cancel: MaybeReason;
}

type Step<A extends Action> = (options: Options, body: Bodies[A]) => Promise<{ data?: CaseView }>;

interface Options {
  params: {
    path: { id: string };
    header: { 'If-Match': string; 'Idempotency-Key': string };
  };
}

const STEPS: { [A in Action]: Step<A> } = {
  take: (o, body) => api.POST('/api/v1/repair-cases/{id}/take', { ...o, body }),
  start: (o, body) => api.POST('/api/v1/repair-cases/{id}/start', { ...o, body }),
  confirm: (o, body) => api.POST('/api/v1/repair-cases/{id}/confirm', { ...o, body }),
  finish: (o, body) => api.POST('/api/v1/repair-cases/{id}/finish', { ...o, body }),
  wait: (o, body) => api.POST('/api/v1/repair-cases/{id}/wait', { ...o, body }),
  assign: (o, body) => api.POST('/api/v1/repair-cases/{id}/assign', { ...o, body }),
  triage: (o, body) => api.POST('/api/v1/repair-cases/{id}/triage', { ...o, body }),
  defer: (o, body) => api.POST('/api/v1/repair-cases/{id}/defer', { ...o, body }),
  refuse: (o, body) => api.POST('/api/v1/repair-cases/{id}/refuse', { ...o, body }),
  reopen: (o, body) => api.POST('/api/v1/repair-cases/{id}/reopen', { ...o, body }),
  reject: (o, body) => api.POST('/api/v1/repair-cases/{id}/reject', { ...o, body }),
  cancel: (o, body) => api.POST('/api/v1/repair-cases/{id}/cancel', { ...o, body }),
};

/** One step of one case. Throws like every call; 412 means somebody was faster. */
export function takeStep<A extends Action>(
  action: A,
  target: Target,
  body: Bodies[A],
  key: string,
): Promise<CaseView> {
  const header = { ...ifMatch(target.version), 'Idempotency-Key': key };
  return read(STEPS[action]({ params: { path: { id: target.id }, header } }, body));
}

/** After any step the day's lists, counts and the case itself are old. */
export function refreshCases(queryClient: QueryClient, changed?: CaseView): void {
  if (changed) {
    queryClient.setQueryData(caseQuery(changed.id).queryKey, changed);
  }
  void queryClient.invalidateQueries({ queryKey: REPAIRS });
  void queryClient.invalidateQueries({ queryKey: summaryQuery.queryKey });
}

export function isStale(error: unknown): boolean {
  return problemOf(error)?.status === 412;
}

/** Why a tap changed nothing. */
export type TapTrouble = Exclude<Outcome<never>, { kind: 'accepted' }>;

/** Steps of one tap: same path as a form, with a key that lives until the server has answered. */
export function useOneTap(target: Target, onDone?: (action: OneTap) => void) {
  const queryClient = useQueryClient();
  const { person } = useMe();
  const key = useRef(uuid());
  const [sending, setSending] = useState<OneTap | null>(null);
  const [trouble, setTrouble] = useState<TapTrouble | null>(null);

  async function tap(action: OneTap): Promise<void> {
    if (sending) {
      return;
    }
    setSending(action);
    const outcome = await submit({
      form: `repairs.${action}.${target.id}`,
      owner: person.id,
      values: {},
      key: key.current,
      keepDraft: false,
      send: (body, sentKey) => takeStep(action, target, body, sentKey),
    });
    setSending(null);
    if (outcome.kind === 'unsent') {
      setTrouble(outcome);
      return;
    }
    key.current = uuid();
    setTrouble(outcome.kind === 'refused' ? outcome : null);
    refreshCases(queryClient, outcome.kind === 'accepted' ? outcome.result : undefined);
    if (outcome.kind === 'accepted') {
      onDone?.(action);
    }
  }

  return { tap, sending, trouble };
}
