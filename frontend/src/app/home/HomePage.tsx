import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { summaryQuery, useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { Summary } from '@/api/schema';
import { formatToday } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconCircleCheck, IconTool } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { FindButton } from '../shell/FindButton';
import classes from './HomePage.module.css';
import { InsecureNotice } from './InsecureNotice';
import { approvalsTask, type Task, Tasks } from './Tasks';
import { thisWeek } from './this-week';

/** Only what asks for something today; a figure without an act is not shown. */
function tasksOf(summary: Summary, works: boolean): Task[] {
  const tasks: Task[] = [
    {
      count: summary.waiting_for_me - (works ? summary.assigned_to_me : 0),
      text: m.shell_home_waiting(),
      link: { to: '/waiting' },
      yourTurn: true,
    },
    approvalsTask(summary),
    {
      count: summary.my_open_reports,
      text: m.shell_home_reports(),
      link: { to: '/repairs', search: { view: 'reported_by_me', state: 'open' } },
    },
  ];
  return tasks.filter((task) => task.count > 0);
}

/** Not everybody may see repairs; for him nothing is missing here. */
function isRefusal(error: unknown): boolean {
  return problemOf(error)?.status === 403;
}

/** Today: what is waiting, then the one thing everybody comes for. The rest is the features' (children, and what waits in `also`). */
export function HomePage({ also = [], children }: { also?: Task[]; children: ReactNode }) {
  const { rooms, permissions, term } = useMe();
  const reports = permissions.includes('repair_cases.report');
  const works = permissions.includes('repair_cases.work');
  const { data: summary, error, refetch } = useQuery(summaryQuery);
  const tasks = [...(summary ? tasksOf(summary, works) : []), ...also];
  const more = works || permissions.includes('repair_cases.assign') || reports;
  return (
    <>
      <InsecureNotice />
      <div className={classes.find}>
        <FindButton />
      </div>
      <PageHeader
        title={m.shell_nav_today()}
        facts={[formatToday(), thisWeek(term)].filter(Boolean).join(' · ')}
        primary={
          reports ? (
            <LinkButton to="/repairs/new" leftSection={<IconTool size={20} aria-hidden />}>
              {m.shell_report()}
            </LinkButton>
          ) : undefined
        }
      />
      {error && !summary && !isRefusal(error) ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : null}
      {tasks.length > 0 ? (
        <Tasks tasks={tasks} />
      ) : more || error ? null : (
        <EmptyState
          icon={IconCircleCheck}
          title={m.shell_home_clear_title()}
          text={m.shell_home_clear_text()}
        />
      )}
      {rooms.length > 0 ? (
        <section className={classes.rooms} aria-labelledby="my-rooms">
          <h2 id="my-rooms">{m.shell_home_rooms()}</h2>
          <ul>
            {rooms.map((room) => (
              <li key={room.id}>
                <Link to="/repairs/new" search={{ location_id: room.id }} className={classes.room}>
                  <span>
                    {room.name}
                    <span className={classes.path}>{room.path}</span>
                  </span>
                  <span className={classes.report}>{m.shell_report()}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {children}
    </>
  );
}
