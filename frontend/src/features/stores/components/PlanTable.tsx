import { useQuery } from '@tanstack/react-query';
import type { StockDistribution } from '@/api/schema';
import { m } from '@/i18n/messages';
import { PrintSheet } from '@/ui/PrintSheet';
import { comesTo } from '../matrix';
import { allItemsQuery } from '../queries';
import { shelfOf } from '../shelf';
import { Matrix } from './Matrix';
import classes from './MatrixTable.module.css';
import { Shortages } from './MatrixWarnings';
import { PlanPaper } from './PlanPaper';

/** What each class is to get, as it was submitted; once it was approved, as it is printed. */
export function PlanTable({ distribution }: { distribution: StockDistribution }) {
  const { store, state } = distribution;
  const items = useQuery(allItemsQuery);
  const waits = state === 'submitted' || state === 'approved' || state === 'returned';
  const shelf = waits && items.data ? shelfOf(items.data, store.id) : null;
  return (
    <>
      {shelf ? (
        <div data-screen-only>
          <Shortages {...comesTo(distribution, shelf)} />
        </div>
      ) : null}
      {state === 'approved' ? (
        <PrintSheet kind="form">
          <PlanPaper distribution={distribution} />
        </PrintSheet>
      ) : (
        <PlanMatrix plan={distribution} label={m.stores_plan()} />
      )}
    </>
  );
}

interface MatrixProps {
  plan: Pick<StockDistribution, 'classes' | 'lines'>;
  label: string;
}

/** What was planned, on the screen. */
export function PlanMatrix({ plan, label }: MatrixProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved by the keyboard
    <section className={classes.scroller} aria-label={label} tabIndex={0}>
      <Matrix plan={plan} table={classes.matrix} number={classes.number} />
    </section>
  );
}
