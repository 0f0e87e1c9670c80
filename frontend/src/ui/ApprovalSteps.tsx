import type { ApprovalStepView } from '@/api/schema';
import { m } from '@/i18n/messages';
import classes from './ApprovalSteps.module.css';
import { DateText } from './DateText';
import { Minutes } from './Minutes';
import { StatusBadge, type Tone } from './StatusBadge';

type Outcome = NonNullable<ApprovalStepView['outcome']>;

const TONES: Record<Outcome, Tone> = { approved: 'done', returned: 'waiting', rejected: 'off' };

const WORDS: Record<Outcome, () => string> = {
  approved: m.approvals_outcome_approved,
  returned: m.approvals_outcome_returned,
  rejected: m.approvals_outcome_rejected,
};

interface Props {
  steps: readonly ApprovalStepView[];
  /** Of the approval, where the reader may open the minutes of its meetings. */
  approvalId?: string | null;
}

/** The signatures of a chain, those of earlier rounds first; who has not signed yet stands there with his role. */
export function ApprovalSteps({ steps, approvalId = null }: Props) {
  const rounds = new Set(steps.map((step) => step.round)).size;
  return (
    <ol className={classes.steps} aria-label={m.approvals_steps()}>
      {steps.map((step) => (
        <Signature
          key={`${step.round} ${step.approver}`}
          step={step}
          inRounds={rounds > 1}
          approvalId={approvalId}
        />
      ))}
    </ol>
  );
}

interface SignatureProps {
  step: ApprovalStepView;
  inRounds: boolean;
  approvalId: string | null;
}

function Signature({ step, inRounds, approvalId }: SignatureProps) {
  return (
    <li className={classes.step}>
      <p className={classes.head}>
        <span className={classes.title}>
          {inRounds
            ? m.approvals_step_of_round({ title: step.title, round: step.round })
            : step.title}
        </span>
        {step.outcome ? (
          <StatusBadge tone={TONES[step.outcome]}>{WORDS[step.outcome]()}</StatusBadge>
        ) : null}
      </p>
      <SignedBy step={step} />
      {step.comment ? <p>{step.comment}</p> : null}
      {step.meeting ? <Minutes meeting={step.meeting} approvalId={approvalId} /> : null}
    </li>
  );
}

/** Who writes down what a meeting decided signs nothing by it. */
function SignedBy({ step }: { step: ApprovalStepView }) {
  const { decided_by: by, on_behalf_of: other, decided_at: at } = step;
  if (!by) {
    return <NotSigned since={step.waiting_since} />;
  }
  const name = other ? m.approvals_on_behalf({ name: by.name, other: other.name }) : by.name;
  return (
    <p className={classes.meta}>
      <span>{step.is_meeting ? m.approvals_recorded_by({ name }) : name}</span>
      {at ? <DateText value={at} hour /> : null}
    </p>
  );
}

/** Whose turn it is, since when; who comes after him has only not signed. */
function NotSigned({ since }: { since: string | null | undefined }) {
  return (
    <p className={classes.meta}>
      {since ? (
        <>
          <span>{m.approvals_waits_since()}</span>
          <DateText value={since} hour />
        </>
      ) : (
        m.approvals_not_signed()
      )}
    </p>
  );
}
