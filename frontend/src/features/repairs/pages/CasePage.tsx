import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode, useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { CaseView, TimelineEntry } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CopyButton } from '@/ui/CopyButton';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { Timeline } from '@/ui/Timeline';
import { useOneTap } from '../acts';
import { CaseAttachments } from '../components/CaseAttachments';
import { CaseBadges, caseTitle } from '../components/CaseBits';
import { CaseDialog } from '../components/CaseDialog';
import { CaseFacts } from '../components/CaseFacts';
import { Trouble } from '../components/Trouble';
import { groupText } from '../copy';
import { caseQuery, timelineQuery } from '../queries';
import { ACTION_ORDER, type Action, actionWord, isOneTap } from '../words';
import classes from './CasePage.module.css';

/** Never the page's one big button: they go back, or end a case against a wish. */
const NEVER_PRIMARY: readonly Action[] = [
  'refuse',
  'reject',
  'cancel',
  'defer',
  'reopen',
  'triage',
];

interface Props {
  caseId: string;
  /** What went into it and what was bought for it: other areas', put together by the route. */
  bought?: ReactNode;
}

export function CasePage({ caseId, bought }: Props) {
  const { data: detail } = useSuspenseQuery(caseQuery(caseId));
  const { person, school } = useMe();
  const [asking, setAsking] = useState<Action | null>(null);
  const { tap, sending, trouble } = useOneTap(detail);
  const offered = ACTION_ORDER.filter(
    (action) =>
      actionState(detail.allowed_actions, action).allowed &&
      // Allowed by the rule, but there is nothing to take from oneself.
      !(action === 'take' && detail.worker?.id === person.id),
  );
  const primary = offered.find(
    (action) => !NEVER_PRIMARY.includes(action) && !(action === 'assign' && detail.worker),
  );
  const button = (action: Action) => (
    <Button
      variant={action === primary ? 'filled' : 'default'}
      loading={sending === action}
      onClick={() => {
        if (isOneTap(action)) {
          void tap(action);
        } else {
          setAsking(action);
        }
      }}
    >
      {actionWord(action, detail)}
    </Button>
  );
  const others = offered.filter((action) => action !== primary);
  return (
    <>
      <PageHeader
        number={detail.number}
        title={caseTitle(detail)}
        back={{ to: '/repairs', label: m.repairs_list_title() }}
        facts={<CaseBadges {...detail} />}
        primary={primary ? button(primary) : undefined}
      />
      {trouble ? (
        <div className={classes.trouble}>
          <Trouble trouble={trouble} />
        </div>
      ) : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <p className={classes.text}>{detail.text || m.repairs_no_text()}</p>
          <Joiners joiners={detail.joiners} />
          <div className={classes.acts} data-screen-only>
            {others.map((action) => (
              <Fragment key={action}>{button(action)}</Fragment>
            ))}
            <CopyButton label={m.ui_copy_for_group()} text={groupText(detail, school.public_url)} />
          </div>
          <Refused detail={detail} />
          <CaseAttachments detail={detail} />
          {bought}
        </div>
        <aside className={classes.facts} aria-label={m.repairs_facts()}>
          <CaseFacts detail={detail} />
        </aside>
        <section className={classes.main} aria-labelledby="timeline">
          <h2 id="timeline" className={classes.heading}>
            {m.repairs_timeline()}
          </h2>
          <History id={detail.id} />
        </section>
      </div>
      <CaseDialog detail={detail} action={asking} onClose={() => setAsking(null)} />
    </>
  );
}

function Joiners({ joiners }: Pick<CaseView, 'joiners'>) {
  return joiners.length > 0 ? (
    <div className={classes.joiners}>
      <p>{m.repairs_joiners({ count: joiners.length })}</p>
      <ul>
        {joiners.map(({ name, at, text }) => (
          <li key={`${name} ${at}`}>{text ? m.repairs_joiner_with_text({ name, text }) : name}</li>
        ))}
      </ul>
    </div>
  ) : null;
}

/** What this person's roles speak of but cannot do now, and why: the server's words. */
function Refused({ detail }: { detail: CaseView }) {
  const refused = ACTION_ORDER.flatMap((action) => {
    const { allowed, reason } = actionState(detail.allowed_actions, action);
    return allowed || !reason ? [] : [{ action, reason }];
  });
  return refused.length > 0 ? (
    <details className={classes.refused} data-screen-only>
      <summary>{m.repairs_not_possible()}</summary>
      <dl>
        {refused.map(({ action, reason }) => (
          <div key={action}>
            <dt>{actionWord(action, detail)}</dt>
            <dd>{reason}</dd>
          </div>
        ))}
      </dl>
    </details>
  ) : null;
}

function History({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(timelineQuery(id));
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  }
  // The server tells it from the beginning; people look for the last thing that happened.
  const entries = data.items.map((entry) => ({ ...entry, actor: actorName(entry) }));
  return <Timeline label={m.repairs_timeline()} entries={entries.reverse()} />;
}

/** Where no person acted, the server names the kind of actor for programs, not for readers. */
function actorName({ actor_kind, actor_name }: TimelineEntry): string {
  switch (actor_kind) {
    case 'public':
      return m.repairs_actor_public();
    case 'system':
      return m.repairs_actor_system();
    default:
      return actor_name;
  }
}
