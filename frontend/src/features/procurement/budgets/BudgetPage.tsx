import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { pages } from '@/api/keyset';
import type { BudgetEvent, BudgetRow, PurchaseFund } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { LoadMore } from '@/ui/LoadMore';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SignedScans } from '@/ui/SignedScans';
import { Timeline } from '@/ui/Timeline';
import { RecordLink } from '../components/RecordLink';
import { FUND_WORDS } from '../words';
import { AllotDialog } from './AllotDialog';
import { BudgetFigures, Left } from './BudgetFigures';
import classes from './BudgetPage.module.css';
import { budgetEventsQuery, budgetsQuery } from './queries';

/** One fund in one year: its figures, and everything that they are the sum of. */
export function BudgetPage({ year, fund }: { year: number; fund: PurchaseFund }) {
  const query = useQuery(budgetsQuery(year));
  const [allotting, setAllotting] = useState(false);
  const { data } = query;
  const budget = data?.budgets.find((one) => one.fund === fund);
  return (
    <>
      <PageHeader
        title={m.budgets_of({ fund: FUND_WORDS[fund](), year })}
        back={{ to: '/budgets', label: m.budgets_title() }}
        facts={budget ? <Left budget={budget} /> : undefined}
        primary={
          data?.may_allot ? (
            <Button onClick={() => setAllotting(true)}>{m.budgets_allot()}</Button>
          ) : undefined
        }
      />
      {data ? (
        <>
          {budget ? <Whole budget={budget} /> : <EmptyState title={m.budgets_events_none()} />}
          <AllotDialog
            budgets={data}
            fund={fund}
            open={allotting}
            onClose={() => setAllotting(false)}
          />
        </>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Whole({ budget }: { budget: BudgetRow }) {
  const query = useInfiniteQuery(budgetEventsQuery(budget.id));
  const events = pages(query.data);
  return (
    <div className={classes.whole}>
      <section className={classes.figures} aria-label={budget.fund_title}>
        <BudgetFigures budget={budget} />
      </section>
      <section aria-labelledby="budget-events">
        <h2 id="budget-events">{m.budgets_events()}</h2>
        {events ? (
          <>
            <Timeline
              label={m.budgets_events()}
              entries={stepsOf(events).map((step) => entry(step, budget))}
            />
            <LoadMore paging={query} />
          </>
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <PageSkeleton />
        )}
      </section>
      <SignedScans kind="budgets" id={budget.id} />
    </div>
  );
}

/** What one record did at one moment belongs together: it was committed, so it is reserved no longer. */
function stepsOf(events: readonly BudgetEvent[]): [BudgetEvent, ...BudgetEvent[]][] {
  const steps: [BudgetEvent, ...BudgetEvent[]][] = [];
  for (const event of events) {
    const last = steps[steps.length - 1];
    if (last && event.source && last[0].source?.id === event.source.id && last[0].at === event.at) {
      last.push(event);
    } else {
      steps.push([event]);
    }
  }
  return steps;
}

const figure = ({ kind_text, amount }: BudgetEvent) => `${kind_text} ${formatMoney(amount)}`;

function entry([event, ...also]: [BudgetEvent, ...BudgetEvent[]], budget: BudgetRow) {
  return {
    id: String(event.seq),
    at: event.at,
    actor: event.by.name,
    text: figure(event),
    extra: (
      <>
        {also.map((other) => (
          <p key={other.seq} className={classes.also}>
            {figure(other)}
          </p>
        ))}
        <p>
          {event.source ? <RecordLink {...event.source} className={classes.link} /> : event.reason}
        </p>
        {event.kind === 'allotted' ? (
          <p data-screen-only>
            <Link
              to="/budgets/$year/$fund/print"
              params={{ year: String(budget.year), fund: budget.fund }}
              search={{ seq: event.seq }}
              className={classes.link}
            >
              {m.budgets_print()}
            </Link>
          </p>
        ) : null}
      </>
    ),
  };
}
