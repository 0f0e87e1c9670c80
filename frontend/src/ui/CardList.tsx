import type { ReactNode } from 'react';
import { LoadMore, type Paging } from './LoadMore';
import classes from './lists.module.css';

interface Props<Row> {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The content of one card; put one link inside and it covers the whole card (class "card-link"). */
  card: (row: Row) => ReactNode;
  paging?: Paging;
}

/** Rows as cards: what a list is on a phone. */
export function CardList<Row>({ label, rows, rowKey, card, paging }: Props<Row>) {
  return (
    <>
      <ul className={classes.cards} aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)} className={classes.card}>
            {card(row)}
          </li>
        ))}
      </ul>
      {paging ? <LoadMore paging={paging} /> : null}
    </>
  );
}
