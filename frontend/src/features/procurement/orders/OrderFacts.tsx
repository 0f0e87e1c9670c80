import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { PurchaseOrderView, SupplierView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import classes from './OrderPage.module.css';
import { useOrderContext } from './use-order-context';

/** Of whom, by when, and of which request. */
export function OrderFacts({ order }: { order: PurchaseOrderView }) {
  const { permissions } = useMe();
  const { request, supplier, seesRequest } = useOrderContext(order);
  const quoted = request?.quote_sheet_id && permissions.includes('quotes.view');
  const params = { requestId: order.request_id };
  return (
    <Facts
      items={[
        { label: m.orders_supplier(), value: <Supplier order={order} supplier={supplier} /> },
        {
          label: m.orders_expected(),
          value: order.expected_on ? <DateText value={order.expected_on} /> : null,
        },
        {
          label: m.orders_request(),
          value: seesRequest ? (
            <Link to="/purchases/$requestId" params={params} className={classes.link}>
              {order.request_number}
            </Link>
          ) : (
            order.request_number
          ),
        },
        ...(quoted
          ? [
              {
                label: m.quotes_section(),
                value: (
                  <Link to="/purchases/$requestId/quotes" params={params} className={classes.link}>
                    {m.quotes_title()}
                  </Link>
                ),
              },
            ]
          : []),
        { label: m.purchases_requester(), value: order.requester.name },
        {
          label: m.orders_ordered_at(),
          value: order.ordered_at ? <DateText value={order.ordered_at} hour /> : null,
        },
        ...(order.closed_at
          ? [{ label: m.orders_closed_at(), value: <DateText value={order.closed_at} hour /> }]
          : []),
      ]}
    />
  );
}

function Supplier(props: { order: PurchaseOrderView; supplier: SupplierView | undefined }) {
  const { order, supplier } = props;
  const { permissions } = useMe();
  const reach = [supplier?.contact, supplier?.phone].filter(Boolean).join(' ');
  return (
    <>
      {permissions.includes('suppliers.view') ? (
        <Link
          to="/suppliers/$supplierId"
          params={{ supplierId: order.supplier_id }}
          className={classes.link}
        >
          {order.supplier_name}
        </Link>
      ) : (
        order.supplier_name
      )}
      {reach ? <span className={classes.reach}>{reach}</span> : null}
    </>
  );
}
