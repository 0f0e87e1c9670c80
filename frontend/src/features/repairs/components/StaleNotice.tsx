import { m } from '@/i18n/messages';
import { IconInfoCircle } from '@/ui/icons';
import classes from './StaleNotice.module.css';

/** Somebody was faster: nothing was changed, and what is shown now is the newest. */
export function StaleNotice() {
  return (
    <p className={classes.notice} role="alert">
      <IconInfoCircle size={20} aria-hidden />
      {m.repairs_stale()}
    </p>
  );
}
