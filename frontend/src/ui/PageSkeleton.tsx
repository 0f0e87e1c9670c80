import { m } from '@/i18n/messages';
import classes from './PageSkeleton.module.css';

/** Stands where a page will be; quiet bars rather than a spinner. */
export function PageSkeleton() {
  return (
    <div className={classes.skeleton} role="status" aria-label={m.ui_loading()}>
      <div />
      <div />
      <div />
    </div>
  );
}
