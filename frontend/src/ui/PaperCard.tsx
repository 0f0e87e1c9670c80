import type { ReactNode } from 'react';
import classes from './PaperCard.module.css';

interface Props {
  /** One link, covering the card. */
  title: ReactNode;
  amount: ReactNode;
  badge: ReactNode;
  meta: readonly ReactNode[];
  children?: ReactNode;
}

/** A document with money in a list on a phone: what it is, how much, where it stands. */
export function PaperCard({ title, amount, badge, meta, children }: Props) {
  return (
    <article className={classes.card}>
      <p className={classes.head}>
        <span className={classes.title}>{title}</span>
        <span className={classes.amount}>{amount}</span>
      </p>
      <p>{badge}</p>
      <p className={classes.meta}>
        {meta.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed row of words
          <span key={index}>{one}</span>
        ))}
      </p>
      {children}
    </article>
  );
}
