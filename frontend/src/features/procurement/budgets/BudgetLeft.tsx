import type { BudgetOutlook } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import classes from './BudgetFigures.module.css';
import { unsigned } from './shares';

/** What is left of the fund beside a request, and what would be; going over is warned of or refused. */
export function BudgetLeft({ budget, counted }: { budget: BudgetOutlook; counted: boolean }) {
  const { year } = budget;
  const [balance, after] = [formatMoney(budget.balance), formatMoney(budget.after)];
  return (
    <>
      {counted ? m.budgets_fact({ year, balance }) : m.budgets_fact_after({ year, balance, after })}
      {budget.over ? (
        <strong className={classes.over}>
          {(budget.refuses ? m.budgets_fact_refused : m.budgets_fact_over)({
            amount: formatMoney(unsigned(budget.after)),
          })}
        </strong>
      ) : null}
    </>
  );
}
