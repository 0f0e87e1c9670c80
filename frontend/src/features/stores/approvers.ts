import type { ApprovalStepView, RequisitionView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Signed } from '@/ui/Signature';

/** Who allowed it, in order: of the last round, for what came back is decided anew. */
export function approvers({ steps, round }: Pick<RequisitionView, 'steps' | 'round'>): Signed[] {
  return steps
    .filter((step) => step.round === round && step.outcome === 'approved')
    .map((step) => ({ name: decider(step), at: step.decided_at ?? null }));
}

function decider({ decided_by: by, on_behalf_of: other }: ApprovalStepView): string {
  const name = by?.name ?? '';
  return other ? m.approvals_on_behalf({ name, other: other.name }) : name;
}
