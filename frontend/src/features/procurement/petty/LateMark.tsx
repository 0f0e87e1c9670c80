import { m } from '@/i18n/messages';
import classes from './LateMark.module.css';

/** Written down long after it was bought: said, and no offence. */
export function LateMark({ late }: { late: boolean }) {
  return late ? (
    <span className={classes.late} title={m.petty_late_text()}>
      {m.petty_late()}
    </span>
  ) : null;
}
