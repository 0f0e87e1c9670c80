import { Link, useLocation } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { ListTabs, TAB } from '@/ui/ListTabs';

/** What is looked at now and then, not daily: figures, and what is hung up or handed to inspectors. */
const REPORTS = [
  { to: '/budgets', label: m.budgets_title, needs: 'budgets.view' },
  { to: '/purchases/spending', label: m.spending_title, needs: 'purchase_spending.view' },
  { to: '/purchases/publications', label: m.publications_title, needs: 'publications.view' },
  { to: '/control-exceptions', label: m.exceptions_title, needs: 'control_exceptions.view' },
] as const;

/** Asked for first, or bought at the corner and written down, what was ordered, what came, and whom of: lists under one entry of the navigation. */
export function PurchaseKinds() {
  const { permissions } = useMe();
  const { pathname } = useLocation();
  const may = (permission: string) => permissions.includes(permission);
  const reports = REPORTS.filter(({ needs }) => may(needs));
  const [first] = reports;
  const inside = reports.some(({ to }) => pathname.startsWith(to));
  return (
    <>
      <ListTabs label={m.petty_kinds()}>
        <Link to="/purchases" activeOptions={TAB}>
          {m.purchases_title()}
        </Link>
        <Link to="/purchases/petty" activeOptions={TAB}>
          {m.petty_title()}
        </Link>
        {may('orders.view') ? (
          <Link to="/purchase-orders" activeOptions={TAB}>
            {m.orders_title()}
          </Link>
        ) : null}
        {may('goods_receipts.view') ? (
          <Link to="/goods-receipts" activeOptions={TAB}>
            {m.receipts_title()}
          </Link>
        ) : null}
        {may('suppliers.view') ? (
          <Link to="/suppliers" activeOptions={TAB}>
            {m.suppliers_title()}
          </Link>
        ) : null}
        {first ? (
          <Link to={first.to} activeOptions={TAB} data-inside={inside || undefined}>
            {m.purchases_reports()}
          </Link>
        ) : null}
      </ListTabs>
      {inside ? (
        <ListTabs label={m.purchases_reports()} second>
          {reports.map(({ to, label }) => (
            <Link key={to} to={to} activeOptions={TAB}>
              {label()}
            </Link>
          ))}
        </ListTabs>
      ) : null}
    </>
  );
}
