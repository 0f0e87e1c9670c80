import { Link, type LinkOptions } from '@tanstack/react-router';
import { useId } from 'react';
import { m } from '@/i18n/messages';
import classes from './FigureBars.module.css';

interface FigureBar {
  key: string;
  label: string;
  size: number;
  /** What the bar draws, in words. */
  text: string;
  /** The same of the year before, where it is known. */
  before?: { size: number; text: string };
  /** Where its rows are. */
  link: LinkOptions;
}

interface Props {
  title: string;
  /** What the figures of the table are. */
  head: string;
  bars: readonly FigureBar[];
}

/** Sorted bars, each a link to the rows it counts, with the same figures as a table behind them. */
export function FigureBars({ title, head, bars }: Props) {
  const id = useId();
  const most = Math.max(1, ...bars.flatMap(({ size, before }) => [size, before?.size ?? 0]));
  const compared = bars.some(({ before }) => before !== undefined);
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className={classes.title}>
        {title}
      </figcaption>
      <ul>
        {bars.map((bar) => (
          <li key={bar.key}>
            <Link {...bar.link} className={classes.line}>
              <span className={classes.label}>{bar.label}</span>
              <span className={classes.number}>{bar.text}</span>
              <BarLine part={bar.size / most} before={bar.before && bar.before.size / most} />
            </Link>
          </li>
        ))}
      </ul>
      {compared ? <p className={classes.key}>{m.figures_key()}</p> : null}
      <details className={classes.data}>
        <summary>{m.figures_table()}</summary>
        <BarTable title={title} head={head} bars={bars} compared={compared} />
      </details>
    </figure>
  );
}

function BarLine({ part, before }: { part: number; before: number | undefined }) {
  return (
    <svg
      className={classes.bar}
      viewBox="0 0 1000 14"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className={classes.track} width={1000} height={10} />
      <rect className={classes.fill} width={Math.min(1, part) * 1000} height={10} />
      {before === undefined ? null : (
        <rect className={classes.before} y={11} width={Math.min(1, before) * 1000} height={3} />
      )}
    </svg>
  );
}

function BarTable({ title, head, bars, compared }: Props & { compared: boolean }) {
  return (
    <table className={classes.table} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{m.figures_what()}</th>
          <th scope="col">{head}</th>
          {compared ? <th scope="col">{m.figures_before()}</th> : null}
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, label, text, before }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>{text}</td>
            {compared ? <td>{before?.text ?? m.ui_none()}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
