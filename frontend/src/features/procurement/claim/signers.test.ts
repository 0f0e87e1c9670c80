import { expect, test } from 'vitest';
import type { ApprovalStepView, PurchaseJudgement, PurchaseRequestView } from '@/api/schema';
import { stillToSign } from './signers';

const step = (title: string, more: Partial<ApprovalStepView> = {}): ApprovalStepView => ({
  round: 2,
  approver: 'principal',
  title,
  is_meeting: false,
  ...more,
});

const by = { id: 'p', name: '周主任' };
const judgement = { chain: ['总务主任', '校长'] } as PurchaseJudgement;
const request = (state: PurchaseRequestView['state'], steps: ApprovalStepView[] = []) =>
  stillToSign({ state, steps, round: 2, judgement });

test('before anybody is asked there is a line for each who would sign', () => {
  expect(request('draft')).toEqual([
    { label: '总务主任', signed: [] },
    { label: '校长', signed: [] },
  ]);
});

test('while it is decided the names stand of those who have signed in this round', () => {
  const at = '2026-11-24T02:00:00Z';
  const steps = [
    step('总务主任', { round: 1, outcome: 'returned', decided_by: by, decided_at: at }),
    step('总务主任', { outcome: 'approved', decided_by: by, decided_at: at }),
    step('校务会', { is_meeting: true }),
  ];
  expect(request('submitted', steps)).toEqual([
    { label: '总务主任', signed: [{ name: '周主任', at }] },
    { label: '校务会', signed: [] },
  ]);
});

test('what is decided needs no line of theirs', () => {
  expect(request('approved')).toBeNull();
  expect(request('cancelled')).toBeNull();
});
