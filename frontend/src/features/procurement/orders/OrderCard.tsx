import { Link } from '@tanstack/react-router';
import type { PurchaseOrderRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';
import { PaperCard } from '@/ui/PaperCard';
import { OrderBadge } from './OrderBadge';

export function OrderLink({ id, title }: Pick<PurchaseOrderRow, 'id' | 'title'>) {
  return (
    <Link to="/purchase-orders/$orderId" params={{ orderId: id }}>
      {title}
    </Link>
  );
}

/** An order in a list on a phone. */
export function OrderCard({ row }: { row: PurchaseOrderRow }) {
  return (
    <PaperCard
      title={<OrderLink {...row} />}
      amount={row.total ? <Money amount={row.total} /> : null}
      badge={<OrderBadge row={row} />}
      meta={[
        row.supplier_name,
        row.expected_on ? (
          <span key="on">
            {m.orders_expected()} <DateText value={row.expected_on} />
          </span>
        ) : null,
        row.buyers.map(({ name }) => name).join(m.ui_list_separator()),
        row.number,
      ].filter(Boolean)}
    />
  );
}
