import { useMe } from '@/api/me';
import type { PurchaseOrderRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from './OrderBadge.module.css';
import { isLate, ORDER_TONES, waitsFor } from './words';

/** Where an order stands; that it waits for whoever looks; and that what should be there is not. */
export function OrderBadge({ row }: { row: PurchaseOrderRow }) {
  const { person } = useMe();
  return (
    <span className={classes.badges}>
      <StatusBadge tone={ORDER_TONES[row.state]}>
        {waitsFor(row, person.id) ? m.orders_waits_for_you() : row.state_text}
      </StatusBadge>
      {isLate(row) ? <StatusBadge tone="alarm">{m.orders_late()}</StatusBadge> : null}
    </span>
  );
}
