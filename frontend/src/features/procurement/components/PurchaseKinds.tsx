import { Link } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { ListTabs, TAB } from '@/ui/ListTabs';

/** Asked for first, or bought at the corner and written down, and whom of: lists under one entry of the navigation. */
export function PurchaseKinds() {
  const seesExceptions = usePermission('control_exceptions.view');
  const seesSuppliers = usePermission('suppliers.view');
  return (
    <ListTabs label={m.petty_kinds()}>
      <Link to="/purchases" activeOptions={TAB}>
        {m.purchases_title()}
      </Link>
      <Link to="/purchases/petty" activeOptions={TAB}>
        {m.petty_title()}
      </Link>
      {seesSuppliers ? (
        <Link to="/suppliers" activeOptions={TAB}>
          {m.suppliers_title()}
        </Link>
      ) : null}
      {seesExceptions ? (
        <Link to="/control-exceptions" activeOptions={TAB}>
          {m.exceptions_title()}
        </Link>
      ) : null}
    </ListTabs>
  );
}
