import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { ListTabs, TAB } from '@/ui/ListTabs';

/** What belongs to a canteen: lists under one entry of the navigation. */
export function CanteenTabs() {
  const { permissions } = useMe();
  return (
    <ListTabs label={m.canteen_tabs()}>
      <Link to="/canteen" activeOptions={TAB}>
        {m.canteen_today()}
      </Link>
      <Link to="/canteen/records" activeOptions={TAB}>
        {m.canteen_records()}
      </Link>
      <Link to="/canteen/control" activeOptions={TAB}>
        {m.canteen_control()}
      </Link>
      <Link to="/canteen/consistency" activeOptions={TAB}>
        {m.canteen_consistency()}
      </Link>
      <Link to="/canteen/staff" activeOptions={TAB}>
        {m.canteen_staff()}
      </Link>
      <Link to="/canteen/papers" activeOptions={TAB}>
        {m.canteen_papers()}
      </Link>
      <Link to="/canteen/sheet" activeOptions={TAB}>
        {m.canteen_sheets()}
      </Link>
      {permissions.includes('canteen.manage') ? (
        <Link to="/canteen/settings" activeOptions={TAB}>
          {m.canteen_settings()}
        </Link>
      ) : null}
    </ListTabs>
  );
}
