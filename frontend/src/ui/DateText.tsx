import { formatDate, formatExact, formatMoment } from '@/i18n/format';
import classes from './DateText.module.css';

/** A moment ("2026-09-03T02:35:00Z") or a civil date ("2026-09-03"): near by name, exact on hover and in print. `hour`: in a history. */
export function DateText({ value, hour }: { value: string; hour?: boolean }) {
  const exact = formatExact(value);
  return (
    <time dateTime={value} title={exact}>
      <span className={classes.near}>{hour ? formatMoment(value) : formatDate(value)}</span>
      <span className={classes.exact} aria-hidden>
        {exact}
      </span>
    </time>
  );
}
