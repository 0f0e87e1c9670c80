import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconCircleCheck } from '@/ui/icons';
import { FRESH, WORKING } from '../words';
import { DayList } from './DayList';
import { OfficeToday } from './OfficeToday';
import classes from './RepairsToday.module.css';

/** The repairs part of "today", by what the person may do: fix, hand out, or wait for a report. */
export function RepairsToday() {
  const { permissions } = useMe();
  const may = (key: string) => permissions.includes(key);
  const works = may('repair_cases.work');
  const assigns = may('repair_cases.assign');
  return (
    <div className={classes.today}>
      {works ? <MyWork /> : null}
      {works && may('repair_cases.take') ? <ToTake /> : null}
      {assigns && !works ? <ToAssign /> : null}
      {assigns ? <OfficeToday /> : null}
      {!works && !assigns && may('repair_cases.report') ? <MyReports /> : null}
    </div>
  );
}

function MyWork() {
  return (
    <DayList
      title={m.repairs_my_work()}
      filters={{ view: 'assigned_to_me', state: WORKING }}
      order="building"
      except={['take', 'assign']}
      empty={
        <EmptyState
          icon={IconCircleCheck}
          title={m.repairs_my_work_clear()}
          text={m.repairs_my_work_clear_text()}
        />
      }
    />
  );
}

function ToTake() {
  return (
    <DayList
      title={m.repairs_to_take()}
      filters={{ view: 'unassigned', state: FRESH }}
      order="building"
      empty={<p className={classes.none}>{m.repairs_none_unassigned()}</p>}
    />
  );
}

export function ToAssign() {
  return (
    <DayList
      title={m.repairs_to_take()}
      filters={{ view: 'unassigned', state: FRESH }}
      order="urgency"
      empty={<p className={classes.none}>{m.repairs_none_unassigned()}</p>}
    />
  );
}

function MyReports() {
  return (
    <DayList
      title={m.repairs_my_open_reports()}
      filters={{ view: 'reported_by_me' }}
      empty={<p className={classes.none}>{m.repairs_none_mine()}</p>}
    />
  );
}
