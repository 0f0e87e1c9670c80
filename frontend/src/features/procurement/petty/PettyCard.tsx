import { Link } from '@tanstack/react-router';
import type { PettyPurchaseRow } from '@/api/schema';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';
import { PaperCard } from '@/ui/PaperCard';
import { LateMark } from './LateMark';
import { PettyBadge } from './PettyBadge';

/** A petty purchase in a list on a phone. */
export function PettyCard({ row }: { row: PettyPurchaseRow }) {
  return (
    <PaperCard
      title={
        <Link to="/purchases/petty/$pettyId" params={{ pettyId: row.id }}>
          {row.title}
        </Link>
      }
      amount={<Money amount={row.total} />}
      badge={
        <>
          <PettyBadge {...row} /> <LateMark late={row.late} />
        </>
      }
      meta={[
        row.shop,
        <DateText key="on" value={row.bought_on} />,
        row.handler.name,
        row.number,
        ...(row.voucher_no ? [row.voucher_no] : []),
      ]}
    />
  );
}
