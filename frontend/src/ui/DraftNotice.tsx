import { Button } from '@mantine/core';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import classes from './DraftNotice.module.css';

/** Says that the form holds what could not be sent before, and offers to begin anew. */
export function DraftNotice(props: { restoredFrom: string | null; onDiscard: () => void }) {
  return props.restoredFrom ? (
    <p className={classes.notice} role="status">
      {m.ui_draft_restored({ when: formatDate(props.restoredFrom) })}
      <Button variant="subtle" onClick={props.onDiscard}>
        {m.ui_draft_discard()}
      </Button>
    </p>
  ) : null;
}
