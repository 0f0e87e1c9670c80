import { expect, test } from 'vitest';
import type { ApprovalStepView } from '@/api/schema';
import { lastSigner } from './signatures';

const step = (title: string, outcome: ApprovalStepView['outcome'], round = 1) =>
  ({ title, outcome, round, is_meeting: false }) as ApprovalStepView;

test('whoever signs last has a line of his own, unless he has approved it already', () => {
  const petty = { round: 1, steps: [step('总务主任', 'approved')] };
  expect(lastSigner({ ...petty, last_signer_title: '校长' })).toBe('校长');
  expect(lastSigner({ ...petty, last_signer_title: '总务主任' })).toBeNull();
});

test('what he signed in an earlier round, or sent back, is no signature', () => {
  const steps = [step('校长', 'approved', 1), step('校长', 'returned', 2)];
  expect(lastSigner({ round: 2, steps, last_signer_title: '校长' })).toBe('校长');
});
