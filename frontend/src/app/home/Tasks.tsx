import { Link, type LinkOptions } from '@tanstack/react-router';
import type { Summary } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconChevronRight } from '@/ui/icons';
import classes from './Tasks.module.css';

export interface Task {
  count: number;
  text: string;
  link: LinkOptions;
  yourTurn?: boolean;
}

/** What waits for one's signature. */
export const approvalsTask = (summary: Summary): Task => ({
  count: summary.approvals_waiting ?? 0,
  text: m.shell_home_approvals(),
  link: { to: '/approvals' },
  yourTurn: true,
});

/** How many of what, each leading there. */
export function Tasks({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul className={classes.tasks}>
      {tasks.map((task) => (
        <li key={task.text}>
          <Link {...task.link} className={classes.task} data-turn={task.yourTurn}>
            <span className={classes.count}>{task.count}</span>
            {task.text}
            <IconChevronRight size={20} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
