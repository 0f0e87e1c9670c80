import { useId } from 'react';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import classes from './Spending.module.css';

export interface SpendingBar {
  key: string;
  label: string;
  amount: string;
  /** The same of the year before, where it is known. */
  before?: string;
}

/** Bars with their figures beside them; the figures are the truth, the bars help the eye. */
export function SpendingBars({ title, bars }: { title: string; bars: readonly SpendingBar[] }) {
  const id = useId();
  const most = Math.max(1, ...bars.flatMap(({ amount, before }) => [+amount, +(before ?? 0)]));
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <ul>
        {bars.map((bar) => (
          <li key={bar.key} className={classes.line}>
            <span className={classes.label}>{bar.label}</span>
            <span className={classes.number}>{formatMoney(bar.amount)}</span>
            <svg
              className={classes.bar}
              viewBox="0 0 1000 14"
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <rect className={classes.track} width={1000} height={10} />
              <rect className={classes.fill} width={(+bar.amount / most) * 1000} height={10} />
              {bar.before === undefined ? null : (
                <rect
                  className={classes.before}
                  y={11}
                  width={(+bar.before / most) * 1000}
                  height={3}
                />
              )}
            </svg>
          </li>
        ))}
      </ul>
      {bars.some(({ before }) => before !== undefined) ? (
        <p className={classes.key}>{m.spending_key()}</p>
      ) : null}
    </figure>
  );
}
