import { Link } from '@tanstack/react-router';
import type { PurchaseRequestRow } from '@/api/schema';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';
import { PaperCard } from '@/ui/PaperCard';
import { RequestBadge } from './RequestBadge';

/** A request in a list on a phone. */
export function RequestCard({ row }: { row: PurchaseRequestRow }) {
  return (
    <PaperCard
      title={
        <Link to="/purchases/$requestId" params={{ requestId: row.id }}>
          {row.title}
        </Link>
      }
      amount={<Money amount={row.total} />}
      badge={<RequestBadge {...row} />}
      meta={[row.number, row.requester.name, <DateText key="at" value={row.updated_at} />]}
    />
  );
}
