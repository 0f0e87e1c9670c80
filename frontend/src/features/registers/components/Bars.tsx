import { Link, type LinkProps } from '@tanstack/react-router';
import { useId } from 'react';
import type { AssetFigures } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import classes from './Bars.module.css';

export interface Bar {
  key: string;
  label: string;
  figures: AssetFigures;
  /** The list behind the figure; null where no filter says it. */
  search: LinkProps['search'] | null;
}

interface Props {
  title: string;
  bars: readonly Bar[];
  measure: 'cards' | 'value';
}

/** Sorted bars, each a link to the list it counts, with the same figures as a table behind them. */
export function Bars({ title, bars, measure }: Props) {
  const id = useId();
  const size = ({ figures }: Bar) =>
    measure === 'cards' ? figures.cards : Number(figures.original_value ?? 0);
  const most = Math.max(1, ...bars.map(size));
  const text = ({ figures }: Bar) =>
    measure === 'cards' ? formatNumber(figures.cards) : formatMoney(figures.original_value ?? '0');
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className={classes.title}>
        {title}
      </figcaption>
      <ul>
        {bars.map((bar) => {
          const line = (
            <>
              <span className={classes.label}>{bar.label}</span>
              <span className={classes.number}>{text(bar)}</span>
              <Line part={size(bar) / most} />
            </>
          );
          return (
            <li key={bar.key}>
              {bar.search ? (
                <Link to="/assets" search={bar.search} className={classes.line}>
                  {line}
                </Link>
              ) : (
                <span className={classes.line}>{line}</span>
              )}
            </li>
          );
        })}
      </ul>
      <details className={classes.data}>
        <summary>{m.overview_table()}</summary>
        <Figures bars={bars} title={title} />
      </details>
    </figure>
  );
}

/** How much of the whole; the figure beside it says the same. */
export function Line({ part }: { part: number }) {
  return (
    <svg
      className={classes.bar}
      viewBox="0 0 1000 10"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className={classes.track} width={1000} height={10} />
      <rect className={classes.fill} width={Math.min(1, part) * 1000} height={10} />
    </svg>
  );
}

function Figures({ bars, title }: { bars: readonly Bar[]; title: string }) {
  const values = bars.some(({ figures }) => figures.original_value !== undefined);
  return (
    <table className={classes.table} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{m.overview_what()}</th>
          <th scope="col">{m.overview_cards()}</th>
          <th scope="col">{m.overview_quantity()}</th>
          {values ? <th scope="col">{m.overview_value()}</th> : null}
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, label, figures }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>{formatNumber(figures.cards)}</td>
            <td>{figures.quantity}</td>
            {values ? <td>{formatMoney(figures.original_value ?? '0')}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
