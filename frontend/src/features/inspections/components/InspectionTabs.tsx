import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { ListTabs, TAB } from '@/ui/ListTabs';

/** Rounds, what came of them, and what they are made from: lists under one entry of the navigation. */
export function InspectionTabs() {
  const { permissions } = useMe();
  return (
    <ListTabs label={m.inspections_tabs()}>
      <Link to="/inspections" activeOptions={TAB}>
        {m.inspections_title()}
      </Link>
      <Link to="/inspections/results" activeOptions={TAB}>
        {m.inspections_results()}
      </Link>
      <Link to="/inspections/checklists" activeOptions={TAB}>
        {m.inspections_checklists()}
      </Link>
      {permissions.includes('inspections.manage') ? (
        <Link to="/inspections/plans" activeOptions={TAB}>
          {m.inspections_plans()}
        </Link>
      ) : null}
    </ListTabs>
  );
}
