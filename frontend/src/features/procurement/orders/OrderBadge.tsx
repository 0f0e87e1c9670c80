import { useMe } from '@/api/me';
import type { PurchaseOrderRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from './OrderBadge.module.css';
import { daysLate, ORDER_TONES, waitsFor } from './words';

/** Where an order stands or that it waits for whoever looks; and that what should be there is not. */
export function OrderBadge({ row }: { row: PurchaseOrderRow }) {
  return (
    <span className={classes.badges}>
      <StateBadge row={row} />
      <LateMark row={row} />
    </span>
  );
}

/** Where an order stands, and no more. */
export function StateBadge({ row }: { row: PurchaseOrderRow }) {
  const { person } = useMe();
  return (
    <StatusBadge tone={ORDER_TONES[row.state]}>
      {waitsFor(row, person.id) ? m.orders_waits_for_you() : row.state_text}
    </StatusBadge>
  );
}

/** What should be there and is not. */
export function LateMark({ row }: { row: PurchaseOrderRow }) {
  const days = daysLate(row);
  return days > 0 ? <StatusBadge tone="alarm">{m.orders_late({ days })}</StatusBadge> : null;
}
