import { useMe } from '@/api/me';
import type { PurchaseOrderRow, PurchaseOrderView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from './OrderBadge.module.css';
import { daysLate, ORDER_TONES, waitsFor, waitsForCosigner } from './words';

/** A row of the list, or the order whole. */
type Row = PurchaseOrderRow & Partial<PurchaseOrderView>;

/** Where an order stands or that it waits for whoever looks; and that what should be there is not. */
export function OrderBadge({ row }: { row: Row }) {
  return (
    <span className={classes.badges}>
      <StateBadge row={row} />
      <EmergencyMark row={row} />
      <LateMark row={row} />
    </span>
  );
}

/** Where an order stands, and no more. */
export function StateBadge({ row }: { row: Row }) {
  const { person } = useMe();
  return <StatusBadge tone={ORDER_TONES[row.state]}>{stateText(row, person.id)}</StatusBadge>;
}

function stateText(row: Row, person: string): string {
  if (waitsFor(row, person)) {
    return m.orders_waits_for_you();
  }
  return waitsForCosigner(row, person) ? m.exceptions_waits_for_you() : row.state_text;
}

/** Ordered before it was approved. */
export function EmergencyMark({ row }: { row: PurchaseOrderRow }) {
  return row.emergency ? <StatusBadge tone="waiting">{m.emergency_mark()}</StatusBadge> : null;
}

/** What should be there and is not. */
export function LateMark({ row }: { row: PurchaseOrderRow }) {
  const days = daysLate(row);
  return days > 0 ? <StatusBadge tone="alarm">{m.orders_late({ days })}</StatusBadge> : null;
}
