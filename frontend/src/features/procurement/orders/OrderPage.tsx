import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { PurchaseOrderView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CopyButton } from '@/ui/CopyButton';
import { DateText } from '@/ui/DateText';
import { pageAddress } from '@/ui/group-text';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { SignedScans } from '@/ui/SignedScans';
import { StatusBadge } from '@/ui/StatusBadge';
import { EmergencyBanner } from '../emergency/EmergencyBanner';
import { CosignCard } from '../exceptions/CosignCard';
import { cosignOrder, useKeepOrder, useOrderStep } from './acts';
import { OrderActs, primaryAct } from './OrderActs';
import { OrderBadge } from './OrderBadge';
import { OrderFacts } from './OrderFacts';
import { OrderLines } from './OrderLines';
import classes from './OrderPage.module.css';
import { orderQuery } from './queries';
import { RECEIPT_TONES, waitsFor } from './words';

/** What was ordered of whom, who buys it, and how much of it came. */
export function OrderPage({ orderId }: { orderId: string }) {
  const { data: order } = useSuspenseQuery(orderQuery(orderId));
  return (
    <>
      <PageHeader
        number={order.number}
        title={order.title}
        back={{ to: '/purchase-orders', label: m.orders_title() }}
        facts={<OrderBadge row={order} />}
        actions={
          <LinkButton
            to="/purchase-orders/$orderId/print"
            params={{ orderId }}
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
          >
            {m.orders_print()}
          </LinkButton>
        }
        primary={primaryAct(order)}
      />
      {order.reason ? (
        <p className={classes.reason}>{m.purchases_reason({ reason: order.reason })}</p>
      ) : null}
      {order.emergency_follow_up ? <EmergencyBanner emergency={order.emergency_follow_up} /> : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <OrderLines order={order} />
          {order.note ? (
            <p className={classes.note}>
              <span className={classes.quiet}>{m.orders_note()}</span> {order.note}
            </p>
          ) : null}
          <Buyers order={order} />
          <Excepted order={order} />
          <Receipts order={order} />
          <OrderActs order={order} />
          <SignedScans kind="purchase-orders" id={order.id} />
        </div>
        <aside className={classes.facts} aria-label={m.orders_facts()}>
          <OrderFacts order={order} />
        </aside>
      </div>
    </>
  );
}

/** Who buys, and whether he said so himself. */
function Buyers({ order }: { order: PurchaseOrderView }) {
  const { person, school } = useMe();
  const missing = order.state === 'proposed' ? order.buyers.filter((one) => !one.confirmed_at) : [];
  const names = missing.map(({ name }) => name).join(m.ui_list_separator());
  return (
    <section className={classes.section} aria-labelledby="buyers">
      <h2 id="buyers">{m.orders_buyers()}</h2>
      <ul className={classes.names}>
        {order.buyers.map(({ id, name, confirmed_at: at }) => (
          <li key={id}>
            <span className={classes.name}>{name}</span>
            {at ? (
              <span className={classes.quiet}>
                {id === order.made_by.id ? m.orders_made() : m.orders_confirmed()}{' '}
                <DateText value={at} hour />
              </span>
            ) : (
              <StatusBadge tone={order.state === 'cancelled' ? 'off' : 'waiting'}>
                {m.orders_not_confirmed()}
              </StatusBadge>
            )}
          </li>
        ))}
      </ul>
      {missing.length > 0 ? (
        <p className={classes.quiet}>
          {waitsFor(order, person.id) ? m.orders_confirm_text() : m.orders_waits_text({ names })}
        </p>
      ) : null}
      {missing.length > 0 && !waitsFor(order, person.id) ? (
        <div data-screen-only>
          <CopyButton
            label={m.ui_copy_for_group()}
            text={[
              m.orders_remind({ names, number: order.number, title: order.title }),
              pageAddress(`/purchase-orders/${order.id}`, school.public_url),
            ].join('\n')}
          />
        </div>
      ) : null}
    </section>
  );
}

/** Why only one buys, and the signature of whoever signs for that. */
function Excepted({ order }: { order: PurchaseOrderView }) {
  const keep = useKeepOrder();
  const step = useOrderStep();
  return order.exception ? (
    <CosignCard
      exception={order.exception}
      recordId={order.id}
      mayCosign={actionState(order.allowed_actions, 'cosign').allowed}
      cosign={(key) => step(cosignOrder(order, key))}
      onSigned={keep}
      ended={order.state === 'cancelled'}
    />
  ) : null;
}

/** What was written down as delivered. */
function Receipts({ order }: { order: PurchaseOrderView }) {
  const { permissions } = useMe();
  if (order.receipts.length === 0) {
    return null;
  }
  const opens = permissions.includes('goods_receipts.view');
  return (
    <section className={classes.section} aria-labelledby="receipts">
      <h2 id="receipts">{m.orders_receipts()}</h2>
      <ul className={classes.receipts}>
        {order.receipts.map((receipt) => (
          <li key={receipt.id}>
            {opens ? (
              <Link to="/goods-receipts/$receiptId" params={{ receiptId: receipt.id }}>
                {receipt.number}
              </Link>
            ) : (
              <span>{receipt.number}</span>
            )}
            <StatusBadge tone={RECEIPT_TONES[receipt.state]}>{receipt.state_text}</StatusBadge>
            <span className={classes.quiet}>
              {m.orders_delivered()} <DateText value={receipt.delivered_on} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
