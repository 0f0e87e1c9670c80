import type { ApprovalStepView, PettyPurchaseView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Signed } from '@/ui/Signature';

/** Who approved it, in order: of the last round, for what came back is signed anew. */
export function approvers({ steps, round }: Pick<PettyPurchaseView, 'steps' | 'round'>): Signed[] {
  return steps
    .filter((step) => step.round === round && step.outcome === 'approved')
    .map((step) => ({ name: nameOf(step), at: step.decided_at ?? null }));
}

/** Whose line comes last: nobody's where whoever signs last has approved it already. */
export function lastSigner(
  petty: Pick<PettyPurchaseView, 'steps' | 'round' | 'last_signer_title'>,
): string | null {
  const { steps, round, last_signer_title: last } = petty;
  const signed = steps.some(
    (step) => step.round === round && step.outcome === 'approved' && step.title === last,
  );
  return signed ? null : last;
}

function nameOf({ decided_by: by, on_behalf_of: other }: ApprovalStepView): string {
  const name = by?.name ?? '';
  return other ? m.approvals_on_behalf({ name, other: other.name }) : name;
}
