import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { summaryQuery } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { ApprovalRow, ApprovalView, Approve, Decline } from '@/api/schema';
import { m } from '@/i18n/messages';
import { uuid } from '@/offline/uuid';
import { APPROVALS } from './queries';

export type Verdict =
  | { act: 'approve'; body: Approve }
  | { act: 'return'; body: Decline }
  | { act: 'reject'; body: Decline };

export type Act = Verdict['act'];

/** One decision. It is final: there is no way back from here, only a new request. */
export function decide(target: ApprovalView, verdict: Verdict, key: string): Promise<ApprovalRow> {
  const header = { ...ifMatch(target.version), 'Idempotency-Key': key };
  const options = { params: { path: { id: target.id }, header } };
  switch (verdict.act) {
    case 'approve':
      return read(api.POST('/api/v1/approvals/{id}/approve', { ...options, body: verdict.body }));
    case 'return':
      return read(api.POST('/api/v1/approvals/{id}/return', { ...options, body: verdict.body }));
    case 'reject':
      return read(api.POST('/api/v1/approvals/{id}/reject', { ...options, body: verdict.body }));
  }
}

/** After a decision the inbox, what it is about and the counts are old. */
export async function refreshApprovals(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['purchases'] });
  void queryClient.invalidateQueries({ queryKey: summaryQuery.queryKey });
  await queryClient.invalidateQueries({ queryKey: APPROVALS });
}

/** Several in one act; each refusal stands at its own approval, and the rest still happen. */
export function useApproveMany() {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<Record<string, string>>({});

  async function approve(rows: readonly ApprovalRow[]): Promise<void> {
    if (busy) {
      return;
    }
    setBusy(true);
    try {
      const items = rows.map(({ id, version }) => ({ id, version }));
      const headers = { 'Idempotency-Key': uuid() };
      const fates = await read(api.POST('/api/v1/approvals/approve', { body: { items }, headers }));
      const refused = fates.items.filter((fate) => !fate.approved);
      setRefusals(Object.fromEntries(refused.map((fate) => [fate.id, fate.detail ?? ''])));
    } catch (error) {
      const text = problemOf(error)?.detail ?? m.ui_unsent_no_answer();
      setRefusals(Object.fromEntries(rows.map((row) => [row.id, text])));
    }
    await refreshApprovals(queryClient);
    setBusy(false);
  }

  return { approve, busy, refusals };
}
