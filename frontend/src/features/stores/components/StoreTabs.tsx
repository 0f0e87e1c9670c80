import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import classes from './StoreTabs.module.css';

/** What is there, what is asked for, and the ledger: lists under one entry of the navigation. */
export function StoreTabs() {
  const { permissions } = useMe();
  const options = { exact: true, includeSearch: false };
  return permissions.includes('stores.view') ? (
    <nav className={classes.tabs} aria-label={m.stores_tabs()} data-screen-only>
      <Link to="/stores" activeOptions={options}>
        {m.stores_title()}
      </Link>
      <Link to="/requisitions" activeOptions={options}>
        {m.requisitions_title()}
      </Link>
      <Link to="/stores/ledger" activeOptions={options}>
        {m.stores_ledger()}
      </Link>
    </nav>
  ) : null;
}
