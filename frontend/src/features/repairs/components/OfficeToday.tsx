import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RepairState } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { StatusBadge } from '@/ui/StatusBadge';
import { totalsQuery } from '../queries';
import { STATE_WORDS, TONES } from '../words';
import classes from './OfficeToday.module.css';

const OPEN = { state: 'open' } as const;

/** Where the open cases stand: one line per state, longest first, each a way to its list. */
export function OfficeToday() {
  const { data, error, refetch } = useQuery(totalsQuery(OPEN));
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  }
  const states = (Object.entries(data.by_state) as [RepairState, number][])
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const most = states[0]?.[1] ?? 1;
  return (
    <section className={classes.office} aria-labelledby="office-today">
      <h2 id="office-today">
        {m.repairs_open_now({ count: data.count })}
        {data.late > 0 ? (
          <StatusBadge tone="alarm">{m.repairs_total_late({ count: data.late })}</StatusBadge>
        ) : null}
      </h2>
      <ul className={classes.states}>
        {states.map(([state, count]) => (
          <li key={state}>
            <Link to="/repairs" search={{ state }} className={classes.state}>
              <span className={classes.badge}>
                <StatusBadge tone={TONES[state]}>{STATE_WORDS[state]()}</StatusBadge>
              </span>
              <svg
                className={classes.bar}
                viewBox="0 0 100 8"
                preserveAspectRatio="none"
                aria-hidden
              >
                <title>{count}</title>
                <rect width={(count / most) * 100} height="8" rx="2" />
              </svg>
              <span className={classes.count}>{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
