import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import { openDistributionsQuery } from '../queries';
import { STATE_TONES } from '../words';
import classes from './OpenDistributions.module.css';

/** What is still to be approved, corrected or handed out to classes: above everything that was. */
export function OpenDistributions({ storeId }: { storeId: string }) {
  const { data } = useQuery(openDistributionsQuery(storeId));
  return data && data.length > 0 ? (
    <ul className={classes.list} aria-label={m.stores_open_distributions()}>
      {data.map((one) => (
        <li key={one.id} className={classes.line}>
          <Link
            to="/stores/distributions/$distributionId"
            params={{ distributionId: one.id }}
            className={classes.link}
          >
            {m.stores_distribution()} · {one.purpose}
          </Link>
          <StatusBadge tone={STATE_TONES[one.state]}>{one.state_text}</StatusBadge>
        </li>
      ))}
    </ul>
  ) : null;
}
