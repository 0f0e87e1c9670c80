import { Link } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { ListTabs, TAB } from '@/ui/ListTabs';

/** Asked for first, or bought at the corner and written down, and whom of: lists under one entry of the navigation. */
export function PurchaseKinds() {
  const seesSuppliers = usePermission('suppliers.view');
  const seesNotices = usePermission('publications.view');
  const seesSpending = usePermission('purchase_spending.view');
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
      {seesNotices ? (
        <Link to="/purchases/publications" activeOptions={TAB}>
          {m.publications_title()}
        </Link>
      ) : null}
      {seesSpending ? (
        <Link to="/purchases/spending" activeOptions={TAB}>
          {m.spending_title()}
        </Link>
      ) : null}
    </ListTabs>
  );
}
