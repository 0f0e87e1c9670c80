import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { CanteenConsistency, CanteenDifference, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { DateText } from '@/ui/DateText';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from '../components/Canteen.module.css';
import { CanteenChoice } from '../components/CanteenChoice';
import { CanteenTabs } from '../components/CanteenTabs';
import { NoCanteen } from '../components/NoCanteen';
import { differenceAt } from '../mended-at';
import { consistencyQuery, type PeriodSearch } from '../queries';
import { useCanteen } from '../use-canteen';
import { MEAL_WORDS } from '../words';

interface Props {
  search: PeriodSearch;
  onSearch: (patch: Partial<PeriodSearch>) => void;
}

/** Whether menus, issues and samples agree: each difference with the place where it is mended, and "none" in words. */
export function ConsistencyPage({ search, onSearch }: Props) {
  const canteen = useCanteen(search.canteen_id);
  return (
    <>
      <PageHeader title={m.canteen_consistency()} />
      <CanteenTabs />
      {canteen ? <Chosen canteen={canteen} search={search} onSearch={onSearch} /> : <NoCanteen />}
    </>
  );
}

function Chosen({ canteen, search, onSearch }: Props & { canteen: CanteenView }) {
  const [from, to] = [search.from ?? schoolDay(-6), search.to ?? schoolDay()];
  const query = useQuery(consistencyQuery(canteen.id, { from, to }));
  return (
    <>
      <div className={classes.form}>
        <CanteenChoice value={canteen.id} onChange={(id) => onSearch({ canteen_id: id })} />
        <div className={classes.pair}>
          <TextInput
            type="date"
            label={m.canteen_from()}
            value={from}
            onChange={(event) => onSearch({ from: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            label={m.canteen_to()}
            value={to}
            onChange={(event) => onSearch({ to: event.currentTarget.value || undefined })}
          />
        </div>
      </div>
      {query.data ? (
        <Found found={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Found({ found }: { found: CanteenConsistency }) {
  const { differences } = found;
  return (
    <section className={classes.card} aria-labelledby="differences">
      <div className={classes.head}>
        <h2 id="differences">{m.canteen_differences()}</h2>
        {differences.length > 0 ? (
          <StatusBadge tone="alarm">
            {m.canteen_differences_count({ count: differences.length })}
          </StatusBadge>
        ) : (
          <StatusBadge tone="done">{m.canteen_light_green()}</StatusBadge>
        )}
      </div>
      <p className={classes.muted}>
        {m.canteen_compared({
          menus: found.menus,
          samples: found.samples,
          issues: found.issues,
        })}
        {found.with_stores ? null : ` ${m.canteen_compared_delivered()}`}
      </p>
      {differences.length === 0 ? (
        <p>{m.canteen_no_differences({ from: found.from, to: found.to })}</p>
      ) : (
        <ul className={classes.records}>
          {differences.map((difference) => (
            <Difference
              key={`${difference.day} ${difference.kind} ${difference.meal} ${difference.dish}`}
              difference={difference}
              canteenId={found.canteen.id}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Difference({
  difference,
  canteenId,
}: {
  difference: CanteenDifference;
  canteenId: string;
}) {
  const { permissions } = useMe();
  return (
    <li>
      <Link {...differenceAt(difference, canteenId, permissions)} className={classes.link}>
        {difference.text}
      </Link>
      <span className={classes.acts}>
        {difference.meal ? <span>{MEAL_WORDS[difference.meal]()}</span> : null}
        <DateText value={difference.day} />
      </span>
    </li>
  );
}
