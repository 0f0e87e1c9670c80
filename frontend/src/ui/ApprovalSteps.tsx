import type { ApprovalStepView } from '@/api/schema';
import { m } from '@/i18n/messages';
import classes from './ApprovalSteps.module.css';
import { DateText } from './DateText';
import { StatusBadge, type Tone } from './StatusBadge';

type Outcome = NonNullable<ApprovalStepView['outcome']>;

const TONES: Record<Outcome, Tone> = { approved: 'done', returned: 'waiting', rejected: 'off' };

const WORDS: Record<Outcome, () => string> = {
  approved: m.approvals_outcome_approved,
  returned: m.approvals_outcome_returned,
  rejected: m.approvals_outcome_rejected,
};

/** The signatures of a chain, those of earlier rounds first; who has not signed yet stands there with his role. */
export function ApprovalSteps({ steps }: { steps: readonly ApprovalStepView[] }) {
  const rounds = new Set(steps.map((step) => step.round)).size;
  return (
    <ol className={classes.steps} aria-label={m.approvals_steps()}>
      {steps.map((step) => (
        <Signature key={`${step.round} ${step.approver}`} step={step} inRounds={rounds > 1} />
      ))}
    </ol>
  );
}

function Signature({ step, inRounds }: { step: ApprovalStepView; inRounds: boolean }) {
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
      {step.meeting ? (
        <p>
          {m.approvals_meeting_said({
            day: step.meeting.held_on,
            present: step.meeting.present,
            yes: step.meeting.votes_for,
            no: step.meeting.votes_against,
            abstained: step.meeting.votes_abstained,
            minutes: step.meeting.minutes,
          })}
        </p>
      ) : null}
    </li>
  );
}

function SignedBy({ step }: { step: ApprovalStepView }) {
  const { decided_by: by, on_behalf_of: other, decided_at: at } = step;
  return by ? (
    <p className={classes.meta}>
      <span>{other ? m.approvals_on_behalf({ name: by.name, other: other.name }) : by.name}</span>
      {at ? <DateText value={at} hour /> : null}
    </p>
  ) : (
    <p className={classes.meta}>{m.approvals_not_signed()}</p>
  );
}
