import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { PurchaseRequestView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';
import { OrderBadge } from './OrderBadge';
import { OrderLink } from './OrderCard';
import classes from './OrdersOfRequest.module.css';
import { ordersOfQuery } from './queries';
import { mayBeOrdered } from './request-stage';
import { useNextOrder } from './use-next-order';

/** On the request: what was ordered of it, and why no more of it is. */
export function OrdersOfRequest({ request }: { request: PurchaseRequestView }) {
  const { permissions } = useMe();
  // Of what is closed, and of an emergency that was refused or sent back, what was ordered stays.
  const ordered = request.ordered !== 'nothing';
  return (mayBeOrdered(request) || ordered) && permissions.includes('orders.view') ? (
    <Orders request={request} />
  ) : null;
}

function Orders({ request }: { request: PurchaseRequestView }) {
  const { data: orders, error } = useQuery(ordersOfQuery(request.id));
  const next = useNextOrder(request);
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
      {next.kind === 'not' ? <p className={classes.quiet}>{next.why}</p> : null}
    </section>
  );
}
