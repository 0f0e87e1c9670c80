import { Link } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { ListTabs, TAB } from '@/ui/ListTabs';

/** Asked for first, or bought at the corner and written down, what was ordered, and whom of: lists under one entry of the navigation. */
export function PurchaseKinds() {
  const seesOrders = usePermission('orders.view');
  const seesReceipts = usePermission('goods_receipts.view');
  const seesExceptions = usePermission('control_exceptions.view');
  const seesSuppliers = usePermission('suppliers.view');
  const seesBudgets = usePermission('budgets.view');
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
      {seesOrders ? (
        <Link to="/purchase-orders" activeOptions={TAB}>
          {m.orders_title()}
        </Link>
      ) : null}
      {seesReceipts ? (
        <Link to="/goods-receipts" activeOptions={TAB}>
          {m.receipts_title()}
        </Link>
      ) : null}
      {seesSuppliers ? (
        <Link to="/suppliers" activeOptions={TAB}>
          {m.suppliers_title()}
        </Link>
      ) : null}
      {seesBudgets ? (
        <Link to="/budgets" activeOptions={TAB}>
          {m.budgets_title()}
        </Link>
      ) : null}
      {seesExceptions ? (
        <Link to="/control-exceptions" activeOptions={TAB}>
          {m.exceptions_title()}
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
