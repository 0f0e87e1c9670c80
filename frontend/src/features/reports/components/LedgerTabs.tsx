import { Link } from '@tanstack/react-router';
import { m } from '@/i18n/messages';
import { ListTabs, TAB } from '@/ui/ListTabs';
import type { LedgerDays } from '../queries';

/** The ledgers beside each other; the days go along. */
export function LedgerTabs({ days }: { days: LedgerDays }) {
  return (
    <ListTabs label={m.reports_title()}>
      <Link to="/ledgers" search={days} activeOptions={TAB}>
        {m.reports_overview()}
      </Link>
      <Link to="/ledgers/general" search={days} activeOptions={TAB}>
        {m.reports_general()}
      </Link>
      <Link to="/ledgers/rooms" search={days} activeOptions={TAB}>
        {m.reports_rooms()}
      </Link>
      <Link to="/ledgers/schedule" search={days} activeOptions={TAB}>
        {m.reports_schedule()}
      </Link>
      <Link to="/ledgers/reconciliations" activeOptions={TAB}>
        {m.reports_reconcile()}
      </Link>
    </ListTabs>
  );
}
