import { Button } from '@mantine/core';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import classes from './BulkBar.module.css';

interface Props {
  /** How many cards are selected; the bar is there only when some are. */
  count: number;
  onClear: () => void;
  /** Left out where the reader may not correct cards. Leads to /assets/edit with `ids` or the filters. */
  onEdit?: () => void;
  /** Further acts on the selection: labels, export. */
  children?: React.ReactNode;
}

/** What can be done with the selected cards, within reach while the list scrolls. */
export function BulkBar({ count, onClear, onEdit, children }: Props) {
  return (
    <div role="status" className={count > 0 ? classes.bar : 'sr-only'} data-screen-only>
      {count > 0 ? (
        <>
          <span className={classes.count}>
            {m.imports_edit_bar({ count: formatNumber(count) })}
          </span>
          {children}
          <Button variant="default" size="md" onClick={onClear}>
            {m.imports_edit_clear()}
          </Button>
          {onEdit ? (
            <Button size="md" onClick={onEdit}>
              {m.imports_edit_do_bar()}
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
