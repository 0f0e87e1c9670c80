import type { BudgetRow } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { IconAlertTriangle } from '@/ui/icons';
import { Money } from '@/ui/Money';
import classes from './BudgetFigures.module.css';
import { shares, unsigned } from './shares';

const PARTS = [
  { kind: 'spent', word: m.budgets_spent },
  { kind: 'committed', word: m.budgets_committed },
  { kind: 'reserved', word: m.budgets_reserved },
] as const;

/** What is left, in words first: colour alone says nothing. */
export function Left({ budget }: { budget: BudgetRow }) {
  if (!budget.balance) {
    return <span className={classes.none}>{m.budgets_not_loaded()}</span>;
  }
  const amount = formatMoney(unsigned(budget.balance));
  return budget.over ? (
    <span className={classes.over}>
      <IconAlertTriangle size={18} aria-hidden />
      {m.budgets_over_amount({ amount })}
    </span>
  ) : (
    <span className={classes.left}>{m.budgets_left_amount({ amount })}</span>
  );
}

/** A bar of what is used, with its figures below it. */
export function BudgetFigures({ budget }: { budget: BudgetRow }) {
  const { parts, allotted } = shares(budget);
  return (
    <div className={classes.figures}>
      <svg className={classes.bar} aria-hidden preserveAspectRatio="none">
        <rect className={classes.rest} width="100%" height="100%" />
        {parts.map(({ kind, from, width }) => (
          <rect
            key={kind}
            className={classes[kind]}
            x={`${from}%`}
            width={`${width}%`}
            height="100%"
          />
        ))}
        {budget.over ? (
          <rect className={classes.end} x={`${allotted}%`} width="3" height="100%" />
        ) : null}
      </svg>
      <dl className={classes.list}>
        <div>
          <dt>{m.budgets_allotted()}</dt>
          <dd>{budget.allotted ? <Money amount={budget.allotted} /> : m.ui_none()}</dd>
        </div>
        {PARTS.map(({ kind, word }) => (
          <div key={kind}>
            <dt>
              <svg className={classes.key} aria-hidden>
                <rect className={classes[kind]} width="100%" height="100%" />
              </svg>
              {word()}
            </dt>
            <dd>
              <Money amount={budget[kind]} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
