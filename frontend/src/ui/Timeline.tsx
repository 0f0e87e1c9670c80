import type { ReactNode } from 'react';
import { m } from '@/i18n/messages';
import { DateText } from './DateText';
import classes from './Timeline.module.css';

export interface TimelineEntry {
  id: string;
  at: string;
  /** Who; left out on public pages. */
  actor?: string | null;
  /** In which role he acted. */
  role?: string | null;
  text: string;
  /** Before and after of what changed. */
  changes?: { field: string; before: string | null; after: string | null }[];
  extra?: ReactNode;
}

/** Everything that happened to a record, one list, in the order given by the server. */
export function Timeline({ entries, label }: { entries: TimelineEntry[]; label: string }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className={classes.entry}>
          <p className={classes.text}>{entry.text}</p>
          {entry.changes?.map((change) => (
            <p key={change.field} className={classes.change}>
              {m.ui_timeline_change({
                field: change.field,
                before: change.before ?? m.ui_none(),
                after: change.after ?? m.ui_none(),
              })}
            </p>
          ))}
          {entry.extra}
          <p className={classes.meta}>
            {entry.actor ? <span>{entry.actor}</span> : null}
            {entry.role ? <span>{entry.role}</span> : null}
            <DateText value={entry.at} hour />
          </p>
        </li>
      ))}
    </ol>
  );
}
