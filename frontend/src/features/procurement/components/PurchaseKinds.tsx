import { Link } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import classes from './PurchaseKinds.module.css';

/** Asked for first, or bought at the corner and written down, and whom of: lists under one entry of the navigation. */
export function PurchaseKinds() {
  const seesSuppliers = usePermission('suppliers.view');
  return (
    <nav className={classes.kinds} aria-label={m.petty_kinds()} data-screen-only>
      <Link to="/purchases" activeOptions={{ exact: true, includeSearch: false }}>
        {m.purchases_title()}
      </Link>
      <Link to="/purchases/petty" activeOptions={{ exact: true, includeSearch: false }}>
        {m.petty_title()}
      </Link>
      {seesSuppliers ? (
        <Link to="/suppliers" activeOptions={{ exact: true, includeSearch: false }}>
          {m.suppliers_title()}
        </Link>
      ) : null}
    </nav>
  );
}
