import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import type { InspectionRoundView, InspectionSignature } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { cancelRound, keepRound, reviewRound, signRound } from '../acts';
import { RemarkDialog } from '../components/RemarkDialog';
import classes from '../components/Round.module.css';
import { Answers, Drawn, Findings, Photographed } from '../components/RoundParts';
import { INSPECTIONS, roundQuery } from '../queries';
import { between, KIND_WORDS, LEVEL_WORDS, performerWords, STATE_TONES } from '../words';

/** One round: when and by whom, what was seen, what became of it. */
export function RoundPage({ roundId }: { roundId: string }) {
  const { data: round } = useSuspenseQuery(roundQuery(roundId));
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'sign' | 'review' | 'cancel' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        number={round.number}
        title={round.checklist.name}
        back={{ to: '/inspections', label: m.inspections_title() }}
        facts={<StatusBadge tone={STATE_TONES[round.state]}>{round.state_text}</StatusBadge>}
        primary={<Primary round={round} onOpen={setOpen} />}
      />
      {round.late ? <p className={classes.reason}>{m.inspections_late()}</p> : null}
      {round.reason ? (
        <p className={classes.reason}>{m.inspections_cancelled_why({ reason: round.reason })}</p>
      ) : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Acts round={round} onOpen={setOpen} />
          {round.nothing_found ? <p>{m.inspections_nothing_found()}</p> : null}
          <Drawn round={round} />
          <Findings round={round} />
          <Answers round={round} />
          {round.remark ? <p>{round.remark}</p> : null}
          <Photographed round={round} />
        </div>
        <aside className={classes.facts} aria-label={m.inspections_facts()}>
          <Facts items={factsOf(round)} />
        </aside>
      </div>
      <RemarkDialog
        name={`inspections.sign.${round.id}`}
        title={m.inspections_sign()}
        text={m.inspections_sign_text({ who: round.performed_by?.name ?? '' })}
        act={(remark, key) => signRound(round, remark, key)}
        open={open === 'sign'}
        onClose={close}
      />
      <RemarkDialog
        name={`inspections.review.${round.id}`}
        title={m.inspections_review()}
        text={m.inspections_review_text()}
        act={(remark, key) => reviewRound(round, remark, key)}
        open={open === 'review'}
        onClose={close}
      />
      <ReasonDialog
        name={`inspections.cancel.${round.id}`}
        title={m.inspections_cancel()}
        reasonLabel={m.inspections_cancel_reason()}
        shown={INSPECTIONS}
        act={(reason, key) => cancelRound(round, reason, key)}
        onDone={(changed) => keepRound(queryClient, changed)}
        open={open === 'cancel'}
        onClose={close}
      />
    </>
  );
}

interface ActProps {
  round: InspectionRoundView;
  onOpen: (which: 'sign' | 'review' | 'cancel') => void;
}

/** What is to be done next: hold it, sign it, review it. */
function Primary({ round, onOpen }: ActProps) {
  const may = (action: string) => actionState(round.allowed_actions, action).allowed;
  if (may('submit')) {
    return (
      <LinkButton to="/inspections/rounds/$roundId/hold" params={{ roundId: round.id }}>
        {round.state === 'missed' ? m.inspections_enter_late() : m.inspections_hold()}
      </LinkButton>
    );
  }
  if (may('sign')) {
    return <Button onClick={() => onOpen('sign')}>{m.inspections_sign()}</Button>;
  }
  return may('review') ? (
    <Button onClick={() => onOpen('review')}>{m.inspections_review()}</Button>
  ) : null;
}

function Acts({ round, onOpen }: ActProps) {
  const may = (action: string) => actionState(round.allowed_actions, action).allowed;
  // Whoever comes too early, or to what is another's, reads why there is nothing to tap.
  const open = round.state === 'scheduled' || round.state === 'in_progress';
  const why = open ? actionState(round.allowed_actions, 'submit').reason : null;
  return (
    <>
      {why ? <p className={classes.reason}>{why}</p> : null}
      <div className={classes.acts} data-screen-only>
        {may('find') ? (
          <LinkButton
            to="/inspections/rounds/$roundId/walk"
            params={{ roundId: round.id }}
            variant="default"
          >
            {m.inspections_walk()}
          </LinkButton>
        ) : null}
        <LinkButton
          to="/inspections/checklists/$checklistId/print"
          params={{ checklistId: round.checklist.id }}
          search={{ round_id: round.sample ? round.id : undefined }}
          variant="default"
        >
          {m.inspections_print_blank()}
        </LinkButton>
        {may('cancel') ? (
          <Button variant="default" onClick={() => onOpen('cancel')}>
            {m.inspections_cancel()}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function factsOf(round: InspectionRoundView) {
  return [
    { label: m.inspections_due(), value: <DateText value={round.due_on} /> },
    { label: m.inspections_window(), value: between(round) },
    { label: m.inspections_place(), value: round.location?.path ?? m.inspections_whole_school() },
    { label: m.inspections_performer(), value: performerWords(round) },
    { label: m.inspections_check_kind(), value: KIND_WORDS[round.check_kind]() },
    { label: m.inspections_level(), value: LEVEL_WORDS[round.level]() },
    ...heldFacts(round),
  ];
}

/** When it happened and when that was written down: the same only where nobody entered it later. */
function heldFacts(round: InspectionRoundView) {
  const { happened_at: happened, recorded_at: recorded } = round;
  if (!happened || !recorded) {
    return [];
  }
  return [
    { label: m.inspections_performed_by(), value: round.performed_by?.name },
    { label: m.inspections_happened(), value: <DateText value={happened} hour /> },
    { label: m.inspections_recorded(), value: <DateText value={recorded} hour /> },
    { label: m.inspections_recorded_by(), value: round.recorded_by?.name },
    ...signature(m.inspections_second(), round.second, round.second_signer?.name),
    ...signature(m.inspections_reviewed_by(), round.review, undefined),
  ];
}

function signature(
  label: string,
  signed: InspectionSignature | null | undefined,
  asked: string | undefined,
) {
  if (signed) {
    const said = signed.remark ?? '';
    return [{ label, value: m.inspections_signed({ who: signed.by.name, said }) }];
  }
  return asked ? [{ label, value: m.inspections_asked({ who: asked }) }] : [];
}
