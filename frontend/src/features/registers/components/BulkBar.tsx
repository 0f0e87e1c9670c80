import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import classes from './BulkBar.module.css';

interface Props {
  /** How many cards are selected; the bar is there only when some are. */
  count: number;
  onClear: () => void;
  /** What can be done with them, the most usual last. */
  children: ReactNode;
}

/** What can be done with the selected cards, within reach while the list scrolls. */
export function BulkBar({ count, onClear, children }: Props) {
  return (
    <div role="status" className={count > 0 ? classes.bar : 'sr-only'} data-screen-only>
      {count > 0 ? (
        <>
          <span className={classes.count}>{m.cards_many_bar({ count: formatNumber(count) })}</span>
          <Button variant="default" size="md" onClick={onClear}>
            {m.cards_many_clear()}
          </Button>
          {children}
        </>
      ) : null}
    </div>
  );
}
