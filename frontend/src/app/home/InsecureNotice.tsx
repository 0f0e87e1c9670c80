import { m } from '@/i18n/messages';
import { IconAlertTriangle } from '@/ui/icons';
import classes from './InsecureNotice.module.css';

/** Over plain HTTP the product works, but not all of it: say what is missing (decision 8). */
export function InsecureNotice() {
  return window.isSecureContext ? null : (
    <p className={classes.notice} data-screen-only>
      <IconAlertTriangle size={20} aria-hidden />
      {m.shell_insecure()}
    </p>
  );
}
