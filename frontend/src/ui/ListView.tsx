import type { ReactNode } from 'react';
import { m } from '@/i18n/messages';
import { FilteredEmptyState } from './EmptyState';
import { ErrorState } from './ErrorState';
import classes from './lists.module.css';

interface Props<Row> {
  /** Undefined while the first page is on its way. */
  rows: readonly Row[] | undefined;
  error: unknown;
  onRetry: () => void;
  /** Whether filters narrow the list: then "nothing" means something else. */
  filtered: boolean;
  onClearFilters: () => void;
  /** Shown when there is nothing at all yet. */
  empty: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
}

const GHOSTS = [1, 2, 3, 4, 5, 6];

/** The five faces of every list: loading, broken, empty, emptied by filters, and rows. */
export function ListView<Row>(props: Props<Row>) {
  const { rows, error } = props;
  if (rows === undefined) {
    return error ? (
      <ErrorState error={error} onRetry={props.onRetry} />
    ) : (
      <div className={classes.ghosts} role="status" aria-label={m.ui_loading()}>
        {GHOSTS.map((ghost) => (
          <div key={ghost} className={classes.ghost} />
        ))}
      </div>
    );
  }
  if (rows.length === 0) {
    return props.filtered ? <FilteredEmptyState onClear={props.onClearFilters} /> : props.empty;
  }
  return props.children(rows);
}
