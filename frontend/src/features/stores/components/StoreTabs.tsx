import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { ListTabs, TAB } from '@/ui/ListTabs';

/** What is there, what is asked for, and the ledger: lists under one entry of the navigation. */
export function StoreTabs() {
  const { permissions } = useMe();
  return permissions.includes('stores.view') ? (
    <ListTabs label={m.stores_tabs()}>
      <Link to="/stores" activeOptions={TAB}>
        {m.stores_title()}
      </Link>
      <Link to="/requisitions" activeOptions={TAB}>
        {m.requisitions_title()}
      </Link>
      <Link to="/stores/lots" activeOptions={TAB}>
        {m.stores_lots_all()}
      </Link>
      <Link to="/stores/food" activeOptions={TAB}>
        {m.stores_food_ledgers()}
      </Link>
      <Link to="/stores/ledger" activeOptions={TAB}>
        {m.stores_ledger()}
      </Link>
    </ListTabs>
  ) : null;
}
