import type { LedgerHead } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { WarningBox } from '@/ui/WarningBox';
import classes from './Reports.module.css';

/** Since when there are books here, and what a day outside of them stands on. */
export function BasisNotice({ head }: { head: LedgerHead }) {
  const live = head.go_live ? formatExact(head.go_live) : m.ui_none();
  if (head.basis === 'opening_import') {
    return <WarningBox title={head.basis_text} text={m.reports_opening_text({ date: live })} />;
  }
  if (head.basis === 'forecast') {
    return (
      <WarningBox
        title={head.basis_text}
        text={m.reports_forecast_text({ date: formatExact(head.today) })}
      />
    );
  }
  return <p className={classes.quiet}>{m.reports_go_live({ date: live })}</p>;
}
