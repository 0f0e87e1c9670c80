import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type {
  CanteenCheckRound,
  CanteenControl,
  CanteenMeetingView,
  CanteenView,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import { AskFirst } from '@/ui/AskFirst';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { refreshCanteen, setUpChecks, strikeMeeting } from '../acts';
import classes from '../components/Canteen.module.css';
import { CanteenChoice } from '../components/CanteenChoice';
import { CanteenTabs } from '../components/CanteenTabs';
import { NoCanteen } from '../components/NoCanteen';
import { CANTEEN, controlQuery, type DaySearch } from '../queries';
import { useCanteen } from '../use-canteen';
import { CHECK_WORDS, ROUND_TONES } from '../words';

interface Props {
  search: DaySearch;
  onSearch: (patch: Partial<DaySearch>) => void;
}

/** 日管控、周排查、月调度: the checks with their rounds, and the meetings. */
export function ControlPage({ search, onSearch }: Props) {
  const { permissions } = useMe();
  const canteen = useCanteen(search.canteen_id);
  return (
    <>
      <PageHeader
        title={m.canteen_control()}
        primary={
          canteen && permissions.includes('canteen.meet') ? (
            <LinkButton to="/canteen/meeting" search={{ canteen_id: canteen.id }}>
              {m.canteen_meeting_record()}
            </LinkButton>
          ) : undefined
        }
      />
      <CanteenTabs />
      {canteen ? (
        <>
          <CanteenChoice value={canteen.id} onChange={(id) => onSearch({ canteen_id: id })} />
          <Shown canteen={canteen} />
        </>
      ) : (
        <NoCanteen />
      )}
    </>
  );
}

function Shown({ canteen }: { canteen: CanteenView }) {
  const { data: control } = useSuspenseQuery(controlQuery(canteen.id));
  return (
    <div className={classes.cards}>
      <Checks control={control} />
      <section className={classes.card} aria-labelledby="meetings">
        <h2 id="meetings">{m.canteen_meetings()}</h2>
        {control.meetings.length === 0 ? (
          <p className={classes.muted}>{m.canteen_no_meetings()}</p>
        ) : null}
        {control.meetings.map((meeting) => (
          <Meeting key={meeting.id} meeting={meeting} />
        ))}
      </section>
    </div>
  );
}

function Checks({ control }: { control: CanteenControl }) {
  const { permissions } = useMe();
  const queryClient = useQueryClient();
  const { id } = control.canteen;
  return (
    <section className={classes.card} aria-labelledby="checks">
      <h2 id="checks">{m.canteen_checks()}</h2>
      {control.checks.length === 0 ? (
        <>
          <p className={classes.muted}>{m.canteen_no_checks()}</p>
          {permissions.includes('canteen.manage') ? (
            <div className={classes.acts}>
              <AskFirst
                name={`canteen.checks.${id}`}
                label={m.canteen_set_up_checks()}
                title={m.canteen_set_up_checks()}
                text={m.canteen_set_up_checks_text()}
                act={m.canteen_set_up_checks_now()}
                send={(key) => setUpChecks(id, key)}
                onDone={() => refreshCanteen(queryClient)}
                variant="filled"
              />
            </div>
          ) : null}
        </>
      ) : null}
      {control.checks.length > 0 && control.rounds.length === 0 ? (
        <p className={classes.muted}>{m.canteen_no_rounds()}</p>
      ) : null}
      <ul className={classes.records}>
        {control.rounds.map((round) => (
          <Round key={round.id} round={round} />
        ))}
      </ul>
    </section>
  );
}

function Round({ round }: { round: CanteenCheckRound }) {
  const title = `${CHECK_WORDS[round.check]()} ${round.due_on}`;
  return (
    <li>
      {round.opens ? (
        <Link
          to="/inspections/rounds/$roundId"
          params={{ roundId: round.id }}
          className={classes.link}
        >
          {title}
        </Link>
      ) : (
        <span className={classes.link}>{title}</span>
      )}
      <span className={classes.acts}>
        {round.held_by ? <span>{round.held_by.name}</span> : null}
        {round.signed_by ? <span>{m.canteen_signed_by({ name: round.signed_by.name })}</span> : null}
        {round.nothing_found ? <span>{m.canteen_nothing_found()}</span> : null}
        {round.faults > 0 ? <span>{m.canteen_faults({ count: round.faults })}</span> : null}
        {round.late ? <StatusBadge tone="waiting">{m.canteen_late()}</StatusBadge> : null}
        {round.to_sign ? (
          <StatusBadge tone="waiting">
            {m.canteen_to_sign({ name: round.to_sign.name })}
          </StatusBadge>
        ) : null}
        <StatusBadge tone={ROUND_TONES[round.state]}>{round.state_text}</StatusBadge>
      </span>
    </li>
  );
}

function Meeting({ meeting }: { meeting: CanteenMeetingView }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const facts = [
    { label: m.canteen_chair(), value: meeting.chair.name },
    { label: m.canteen_attendees(), value: meeting.attendees },
    { label: m.canteen_meeting_problems(), value: meeting.problems },
    { label: m.canteen_decisions(), value: meeting.decisions },
    { label: m.canteen_next_meeting(), value: meeting.next_on },
  ];
  return (
    <article className={classes.line} aria-label={meeting.held_on}>
      <div className={classes.head}>
        <h3 className={meeting.struck ? classes.struck : undefined}>
          <DateText value={meeting.held_on} />
        </h3>
        <span className={classes.acts}>
          {meeting.late ? <StatusBadge tone="waiting">{m.canteen_late()}</StatusBadge> : null}
          {meeting.struck ? <StatusBadge tone="off">{m.canteen_struck()}</StatusBadge> : null}
        </span>
      </div>
      {meeting.struck ? (
        <p className={classes.muted}>
          {m.canteen_struck_by({
            name: meeting.struck.by.name,
            reason: meeting.struck.reason,
          })}
        </p>
      ) : null}
      <Facts items={facts} />
      {meeting.may_strike ? (
        <div className={classes.acts}>
          <Button variant="default" onClick={() => setOpen(true)}>
            {m.canteen_strike()}
          </Button>
        </div>
      ) : null}
      <ReasonDialog
        name={`canteen.meeting.strike.${meeting.id}`}
        title={m.canteen_strike()}
        reasonLabel={m.canteen_strike_reason()}
        text={m.canteen_strike_text()}
        shown={CANTEEN}
        act={(reason, key) => strikeMeeting(meeting, reason, key)}
        onDone={() => void refreshCanteen(queryClient)}
        open={open}
        onClose={() => setOpen(false)}
      />
    </article>
  );
}
