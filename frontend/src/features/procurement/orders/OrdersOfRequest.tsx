import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { PurchaseOrderView, PurchaseRequestView, QuoteSheetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { LinkButton } from '@/ui/LinkButton';
import { Money } from '@/ui/Money';
import { sheetQuery } from '../quotes/queries';
import { OrderBadge } from './OrderBadge';
import { OrderLink } from './OrderCard';
import classes from './OrdersOfRequest.module.css';
import { openLines } from './order-form';
import { ordersOfQuery } from './queries';
import { approvedBy, waitsForQuotes } from './request-stage';

/** On the request: what was ordered of it, and the way to order the rest. */
export function OrdersOfRequest({ request }: { request: PurchaseRequestView }) {
  const { permissions } = useMe();
  return request.state === 'approved' && permissions.includes('orders.view') ? (
    <Orders request={request} />
  ) : null;
}

function Orders({ request }: { request: PurchaseRequestView }) {
  const { data: orders, error } = useQuery(ordersOfQuery(request.id));
  return (
    <section className={classes.orders} aria-labelledby="orders">
      <h2 id="orders">{m.orders_title()}</h2>
      {error && !orders ? <p>{problemOf(error)?.detail ?? m.ui_offline_text()}</p> : null}
      {orders && orders.length > 0 ? (
        <ul className={classes.list}>
          {orders.map((order) => (
            <li key={order.id} className={classes.row}>
              <span className={classes.title}>
                <OrderLink {...order} />
                <span className={classes.quiet}>
                  {order.supplier_name}
                  {order.expected_on ? (
                    <>
                      {' · '}
                      {m.orders_expected()} <DateText value={order.expected_on} />
                    </>
                  ) : null}
                </span>
              </span>
              <OrderBadge row={order} />
              {order.total ? (
                <span className={classes.amount}>
                  <Money amount={order.total} />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {orders ? <Next request={request} orders={orders} /> : null}
    </section>
  );
}

/** What comes next: to order, or why not yet, or by whom. */
function Next({ request, orders }: { request: PurchaseRequestView; orders: PurchaseOrderView[] }) {
  const { person, permissions } = useMe();
  const { quote_sheet_id: sheetId } = request;
  const { data: sheet } = useQuery({
    ...sheetQuery(sheetId ?? ''),
    enabled: Boolean(sheetId) && permissions.includes('quotes.view'),
  });
  // Without the list of suppliers nobody can say of whom he buys.
  const buys = permissions.includes('orders.make') && permissions.includes('suppliers.view');
  const why = whyNot(request, orders, sheet, person.id, buys);
  return why === null ? (
    <div data-screen-only>
      <LinkButton to="/purchase-orders/new" search={{ request: request.id }} size="md">
        {m.orders_new()}
      </LinkButton>
    </div>
  ) : (
    <p className={classes.quiet}>{why}</p>
  );
}

function whyNot(
  request: PurchaseRequestView,
  orders: PurchaseOrderView[],
  sheet: QuoteSheetView | undefined,
  person: string,
  buys: boolean,
): string | null {
  if (openLines(request, orders, sheet ?? null).every(({ left }) => left === '0')) {
    return m.orders_nothing_left();
  }
  if (!buys) {
    return m.orders_others_buy();
  }
  if (approvedBy(request, person)) {
    return m.orders_you_approved();
  }
  return waitsForQuotes(request, sheet) ? m.orders_quotes_first() : null;
}
