import { Link } from '@tanstack/react-router';
import type { GoodsReceiptRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { worth } from './ReceiptCard';

/** What both lists say of a receipt. */
export function receiptColumns(): Column<GoodsReceiptRow>[] {
  return [
    {
      key: 'number',
      header: m.purchases_number(),
      width: '11.5rem',
      cell: (row) => (
        <Link to="/goods-receipts/$receiptId" params={{ receiptId: row.id }}>
          {row.number}
        </Link>
      ),
    },
    { key: 'title', header: m.receipts_what(), cell: (row) => row.title },
    { key: 'supplier', header: m.receipts_supplier(), cell: (row) => row.supplier_name },
    {
      key: 'delivered_on',
      header: m.petty_day(),
      width: '7rem',
      cell: (row) => <DateText value={row.delivered_on} />,
    },
    {
      key: 'total',
      header: m.purchases_total(),
      width: '8rem',
      align: 'end',
      cell: worth,
    },
  ];
}
