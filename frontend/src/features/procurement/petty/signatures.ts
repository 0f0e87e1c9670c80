import type { ApprovalStepView, PettyPurchaseView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Signed } from '@/ui/Signature';

/** Who approved it, in order: of the last round, for what came back is signed anew. */
export function approvers({ steps, round }: Pick<PettyPurchaseView, 'steps' | 'round'>): Signed[] {
  return steps
    .filter((step) => step.round === round && step.outcome === 'approved')
    .map((step) => ({ name: nameOf(step), at: step.decided_at ?? null }));
}

function nameOf({ decided_by: by, on_behalf_of: other }: ApprovalStepView): string {
  const name = by?.name ?? '';
  return other ? m.approvals_on_behalf({ name, other: other.name }) : name;
}
