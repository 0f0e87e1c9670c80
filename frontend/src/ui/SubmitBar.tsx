import type { ReactNode } from 'react';
import classes from './SubmitBar.module.css';

interface Props {
  children: ReactNode;
  note?: ReactNode;
  /** For acts that stand in the page's header on desktops (PageHeader's `primary`). */
  phoneOnly?: boolean;
}

/**
 * The page's one primary button, at the thumb: on phones it stays above the tabs whatever the length
 * of the page (base.css keeps room below it); on desktops it ends the form.
 */
export function SubmitBar({ children, note, phoneOnly = false }: Props) {
  return (
    <div
      className={classes.bar}
      data-submit-bar={note ? 'with-note' : ''}
      data-phone-only={phoneOnly || undefined}
      data-screen-only
    >
      {note ? <p className={classes.note}>{note}</p> : null}
      <div className={classes.buttons}>{children}</div>
    </div>
  );
}
