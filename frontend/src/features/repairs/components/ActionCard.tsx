import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import type { CaseRow, CaseView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconPhone } from '@/ui/icons';
import { announce } from '@/ui/notices';
import { useOneTap } from '../acts';
import { caseQuery } from '../queries';
import { type Action, actionWord, isOneTap, type OneTap } from '../words';
import classes from './ActionCard.module.css';
import { caseTitle } from './CaseBits';
import { CaseCard } from './CaseCard';
import { Trouble } from './Trouble';

/** What a card offers, best first: more belongs on the case's own page. */
const OFFERED: readonly Action[] = ['confirm', 'refuse', 'start', 'finish', 'take', 'assign'];
const MOST = 2;

/** Forms are heavier than cards: they come once the day is on the screen. */
const CaseDialog = lazyRouteComponent(() => import('./CaseDialog'), 'CaseDialog');

interface Props {
  row: CaseRow;
  place?: string;
  /** Steps that make no sense in this list: taking what is already mine. */
  except?: readonly Action[];
}

/** A case one can act on without opening it. Which steps are possible is the server's answer. */
export function ActionCard({ row, place, except = [] }: Props) {
  // Asked for as the card comes near: a hundred at once would be a hundred requests for what nobody sees yet.
  const { ref, entry } = useIntersection<HTMLDivElement>({ rootMargin: '400px' });
  const [near, setNear] = useState(false);
  if (entry?.isIntersecting && !near) {
    setNear(true);
  }
  const { data } = useQuery({ ...caseQuery(row.id), staleTime: 30_000, enabled: near });
  const offered = data
    ? OFFERED.filter(
        (action) => !except.includes(action) && actionState(data.allowed_actions, action).allowed,
      ).slice(0, MOST)
    : [];
  return (
    <CaseCard row={data ?? row} place={place}>
      {data ? <Acts detail={data} offered={offered} /> : <div ref={ref} className={classes.hold} />}
    </CaseCard>
  );
}

const DONE: Record<OneTap, () => string> = {
  take: m.repairs_done_take,
  start: m.repairs_done_start,
  confirm: m.repairs_done_confirm,
};

function Acts({ detail, offered }: { detail: CaseView; offered: readonly Action[] }) {
  const [asking, setAsking] = useState<Action | null>(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => void CaseDialog.preload?.(), []);
  function ask(action: Action): void {
    setAsked(true);
    setAsking(action);
  }
  const { tap, sending, trouble } = useOneTap(detail, (action) =>
    announce(DONE[action](), caseTitle(detail)),
  );
  return (
    <div className={classes.acts}>
      {trouble ? <Trouble trouble={trouble} /> : null}
      <div className={classes.buttons}>
        {detail.reporter_phone ? (
          <a href={`tel:${detail.reporter_phone}`} className={classes.phone}>
            <IconPhone size={20} aria-hidden />
            <span className="sr-only">{m.repairs_call({ name: detail.reporter_name })}</span>
          </a>
        ) : null}
        {offered.map((action, index) => (
          <Button
            key={action}
            variant={index === 0 ? 'light' : 'default'}
            loading={sending === action}
            onClick={() => (isOneTap(action) ? void tap(action) : ask(action))}
          >
            {actionWord(action, detail)}
          </Button>
        ))}
      </div>
      {asked ? (
        <Suspense>
          <CaseDialog detail={detail} action={asking} onClose={() => setAsking(null)} inList />
        </Suspense>
      ) : null}
    </div>
  );
}
