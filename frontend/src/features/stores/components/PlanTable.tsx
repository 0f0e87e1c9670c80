import { useQuery } from '@tanstack/react-query';
import type { StockDistribution } from '@/api/schema';
import { m } from '@/i18n/messages';
import { comesTo } from '../matrix';
import { allItemsQuery } from '../queries';
import { nameOf, shelfOf } from '../shelf';
import classes from './MatrixTable.module.css';
import { Shortages } from './MatrixWarnings';

/** What each class is to get, as it was submitted. */
export function PlanTable({ distribution }: { distribution: StockDistribution }) {
  const { store, state } = distribution;
  const items = useQuery(allItemsQuery);
  const waits = state === 'submitted' || state === 'approved' || state === 'returned';
  const shelf = waits && items.data ? shelfOf(items.data, store.id) : null;
  return (
    <>
      {shelf ? <Shortages {...comesTo(distribution, shelf)} /> : null}
      <PlanMatrix plan={distribution} label={m.stores_plan()} />
    </>
  );
}

interface MatrixProps {
  plan: Pick<StockDistribution, 'classes' | 'lines'>;
  label: string;
}

/** A row a class, a column a thing. */
export function PlanMatrix({ plan, label }: MatrixProps) {
  const { lines, classes: named } = plan;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved by the keyboard
    <section className={classes.scroller} aria-label={label} tabIndex={0}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{m.stores_class()}</th>
            {lines.map(({ item }) => (
              <th key={item.id} scope="col" className={classes.number}>
                {nameOf(item)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named.map((one, at) => (
            <tr key={one.id}>
              <th scope="row">{one.name}</th>
              {lines.map(({ item, quantities }) => (
                <td key={item.id} className={classes.number}>
                  {quantities[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{m.stores_sum()}</th>
            {lines.map(({ item, total }) => (
              <td key={item.id} className={classes.number}>
                {m.stores_amount({ quantity: total, unit: item.unit })}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
