import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { mayOpen } from '@/api/record-rights';

interface Props {
  /** As the server names kinds of records. */
  kind: string;
  id: string;
  number: string;
  className?: string;
}

/** A record by its number, and a link to it where there is a page that the reader may open. */
export function RecordLink({ kind, id, number, className }: Props) {
  const { permissions } = useMe();
  if (!mayOpen(kind, permissions)) {
    return number;
  }
  switch (kind) {
    case 'purchase_request':
      return (
        <Link to="/purchases/$requestId" params={{ requestId: id }} className={className}>
          {number}
        </Link>
      );
    case 'petty_purchase':
      return (
        <Link to="/purchases/petty/$pettyId" params={{ pettyId: id }} className={className}>
          {number}
        </Link>
      );
    case 'purchase_order':
      return (
        <Link to="/purchase-orders/$orderId" params={{ orderId: id }} className={className}>
          {number}
        </Link>
      );
    case 'goods_receipt':
      return (
        <Link to="/goods-receipts/$receiptId" params={{ receiptId: id }} className={className}>
          {number}
        </Link>
      );
    default:
      return number;
  }
}
