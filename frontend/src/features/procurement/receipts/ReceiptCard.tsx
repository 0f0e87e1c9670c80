import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { GoodsReceiptRow } from '@/api/schema';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';
import { PaperCard } from '@/ui/PaperCard';
import { ReceiptBadge } from './ReceiptBadge';

/** A receipt in a list on a phone. */
export function ReceiptCard({ row, mark }: { row: GoodsReceiptRow; mark?: ReactNode }) {
  return (
    <PaperCard
      title={
        <Link to="/goods-receipts/$receiptId" params={{ receiptId: row.id }}>
          {row.title}
        </Link>
      }
      amount={worth(row)}
      badge={mark ?? <ReceiptBadge {...row} />}
      meta={[row.supplier_name, <DateText key="on" value={row.delivered_on} />, row.number]}
    />
  );
}

/** Nothing before it is accepted, and for those who may not see what things cost. */
export const worth = ({ accepted_at, total }: GoodsReceiptRow): ReactNode =>
  accepted_at && total ? <Money amount={total} /> : null;
