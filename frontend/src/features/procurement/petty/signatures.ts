import type { ApprovalStepView, AttachmentView, PettyPurchaseView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Signed } from '@/ui/Signature';
import type { Met } from '../components/MeetingPaper';

type Decided = Pick<PettyPurchaseView, 'steps' | 'round'>;

/** Who approved it, in order: of the last round, for what came back is signed anew. Whoever wrote minutes down decided nothing by it. */
export function approvers(record: Decided): Signed[] {
  return approved(record)
    .filter((step) => !step.is_meeting)
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

/** What meetings decided about it, in order. */
export function meetings(record: Decided): Met[] {
  return approved(record).flatMap((step) => {
    const { meeting, title } = step;
    return meeting
      ? [{ ...meeting, title, recorded_by: nameOf(step), files: meeting.pages.length }]
      : [];
  });
}

/** The pages of their minutes. */
export function minutesOf(record: Decided): AttachmentView[] {
  return approved(record).flatMap(({ meeting }) => meeting?.pages ?? []);
}

function approved({ steps, round }: Decided): ApprovalStepView[] {
  return steps.filter((step) => step.round === round && step.outcome === 'approved');
}

function nameOf({ decided_by: by, on_behalf_of: other }: ApprovalStepView): string {
  const name = by?.name ?? '';
  return other ? m.approvals_on_behalf({ name, other: other.name }) : name;
}
