import type { RevisionChanges } from '@/api/schema';
import { m } from '@/i18n/messages';
import classes from './Changes.module.css';

/** What one submission changed of the one before: what stood there, and what stands there since then. */
export function Changes({ changes }: { changes: RevisionChanges }) {
  if (changes.items.length === 0) {
    return <p className={classes.more}>{m.ui_changes_none()}</p>;
  }
  return (
    <ul className={classes.changes}>
      {changes.items.map(({ label, before, after }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may bear one name, and none moves
        <li key={index} className={classes.change}>
          <span className={classes.label}>{label}</span>
          {before ? <del>{before}</del> : null}
          {before && after ? <span aria-hidden>→</span> : null}
          {after ? <ins>{after}</ins> : null}
        </li>
      ))}
      {changes.more > 0 ? (
        <li className={classes.more}>{m.ui_changes_more({ count: changes.more })}</li>
      ) : null}
    </ul>
  );
}
