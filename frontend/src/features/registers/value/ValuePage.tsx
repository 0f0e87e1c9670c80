import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import type { AssetValueEvent, AssetValueView } from '@/api/schema';
import { formatDate, formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { Facts } from '@/ui/Facts';
import { LoadMore } from '@/ui/LoadMore';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { StatusBadge } from '@/ui/StatusBadge';
import { WideTable } from '@/ui/WideTable';
import { valueEventsQuery, valueQuery } from './queries';
import { RecordValue } from './RecordValue';
import classes from './ValuePage.module.css';
import { SOURCE_WORDS, VALUE_TONES } from './words';

/** What a card is worth, what changed it, and what will. */
export function ValuePage({ assetId }: { assetId: string }) {
  const { data: value } = useSuspenseQuery(valueQuery(assetId));
  return (
    <>
      <PageHeader
        back={{ to: '/assets/$assetId', params: { assetId }, label: value.name }}
        number={value.asset.asset_no}
        title={m.depreciation_value_of({ name: value.name })}
        facts={<StatusBadge tone={VALUE_TONES[value.standing]}>{value.standing_text}</StatusBadge>}
        primary={<RecordValue value={value} />}
      />
      <div className={classes.columns}>
        <div className={classes.column}>
          <section aria-labelledby="value-now">
            <h2 id="value-now">{m.depreciation_now()}</h2>
            <Facts items={factsOf(value)} />
          </section>
          <Ahead value={value} />
        </div>
        <Events assetId={assetId} />
      </div>
    </>
  );
}

function factsOf(value: AssetValueView) {
  const money = (amount: string | null | undefined) => (amount ? <Money amount={amount} /> : null);
  const now = [
    { label: m.depreciation_original(), value: money(value.original_value) },
    { label: m.depreciation_accumulated(), value: money(value.accumulated_depreciation) },
    { label: m.depreciation_net(), value: money(value.net_value) },
    { label: m.depreciation_source(), value: SOURCE_WORDS[value.source]() },
  ];
  return value.begins
    ? [
        ...now,
        { label: m.depreciation_life(), value: value.life_months },
        { label: m.depreciation_taken(), value: value.months_taken },
        { label: m.depreciation_begins(), value: value.begins },
        { label: m.depreciation_ends(), value: value.ends },
        {
          label: m.depreciation_next({ month: value.next_month }),
          value: money(value.next_amount),
        },
      ]
    : now;
}

function Ahead({ value }: { value: AssetValueView }) {
  if (!value.begins) {
    return null;
  }
  return (
    <section aria-labelledby="value-ahead">
      <h2 id="value-ahead">{m.depreciation_ahead()}</h2>
      {value.forecast.length === 0 ? (
        <p className={classes.quiet}>{m.depreciation_ahead_none()}</p>
      ) : (
        <WideTable label={m.depreciation_ahead()}>
          <table className={classes.years}>
            <thead>
              <tr>
                <th scope="col">{m.depreciation_year()}</th>
                <th scope="col" className={classes.amount}>
                  {m.depreciation_months()}
                </th>
                <th scope="col" className={classes.amount}>
                  {m.depreciation_title()}
                </th>
                <th scope="col" className={classes.amount}>
                  {m.depreciation_accumulated()}
                </th>
                <th scope="col" className={classes.amount}>
                  {m.depreciation_net()}
                </th>
              </tr>
            </thead>
            <tbody>
              {value.forecast.map((year) => (
                <tr key={year.year}>
                  <td>{year.year}</td>
                  <td className={classes.amount}>{year.months}</td>
                  <td className={classes.amount}>{formatMoney(year.amount)}</td>
                  <td className={classes.amount}>{formatMoney(year.accumulated)}</td>
                  <td className={classes.amount}>{formatMoney(year.net_value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </section>
  );
}

function Events({ assetId }: { assetId: string }) {
  const query = useInfiniteQuery(valueEventsQuery(assetId));
  const runs = usePermission('depreciation.view');
  const events = pages(query.data);
  return (
    <section aria-labelledby="value-events">
      <h2 id="value-events">{m.depreciation_events()}</h2>
      {events ? (
        <>
          <ol className={classes.events}>
            {events.map((event) => (
              <Event key={event.id} event={event} runs={runs} />
            ))}
          </ol>
          <LoadMore paging={query} />
        </>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </section>
  );
}

function Event({ event, runs }: { event: AssetValueEvent; runs: boolean }) {
  const { run_id: run, period } = event;
  const about = [
    event.voucher_no,
    event.reason,
    event.life_months ? m.depreciation_event_life({ months: event.life_months }) : null,
    event.imported ? m.depreciation_event_import() : null,
    m.depreciation_event_recorded({ time: formatExact(event.recorded_at) }),
  ];
  return (
    <li className={classes.event}>
      <p className={classes.head}>
        <strong>
          {event.kind_text}
          {event.kind === 'reclassified' ? ` ${event.category_code}` : ''}
        </strong>
        <span>{formatDate(event.effective_on)}</span>
      </p>
      <p>
        {m.depreciation_event_net({
          value: formatMoney(event.original_value),
          accumulated: formatMoney(event.accumulated_depreciation),
        })}
      </p>
      {run && period && runs ? (
        <p>
          <Link to="/assets/depreciation/$runId" params={{ runId: run }} className={classes.link}>
            {m.depreciation_of({ month: period })}
          </Link>
        </p>
      ) : null}
      <p className={classes.quiet}>{about.filter(Boolean).join(' · ')}</p>
    </li>
  );
}
