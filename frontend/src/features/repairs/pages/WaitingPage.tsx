import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconCircleCheck } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { DayList } from '../components/DayList';
import { ToAssign } from '../components/RepairsToday';
import classes from './WaitingPage.module.css';

interface Props {
  /** What waits for this person besides repairs. */
  others: ReactNode;
}

/** What waits for this person: to look whether it is fixed, to do, to hand out. */
export function WaitingPage({ others }: Props) {
  const { permissions } = useMe();
  const clear = others ? null : (
    <EmptyState
      icon={IconCircleCheck}
      title={m.repairs_waiting_clear()}
      text={m.repairs_waiting_clear_text()}
    />
  );
  if (!permissions.includes('repair_cases.view')) {
    return (
      <>
        <PageHeader title={m.repairs_waiting_title()} />
        {others}
        {clear}
      </>
    );
  }
  return (
    <>
      <PageHeader title={m.repairs_waiting_title()} />
      <div className={classes.lists}>
        {others}
        <DayList
          title={m.repairs_waiting_for_me()}
          filters={{ view: 'waiting_for_me' }}
          order={permissions.includes('repair_cases.work') ? 'building' : 'server'}
          except={['take']}
          empty={clear}
        />
        {permissions.includes('repair_cases.assign') ? <ToAssign /> : null}
      </div>
    </>
  );
}
