import { Link } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import type { GoodsReceiptView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { OrderLink } from './OrderLink';
import classes from './Receipts.module.css';

export function ReceiptFacts({ receipt }: { receipt: GoodsReceiptView }) {
  const seesSuppliers = usePermission('suppliers.view');
  const { posting } = receipt;
  const supplier = seesSuppliers ? (
    <Link
      to="/suppliers/$supplierId"
      params={{ supplierId: receipt.supplier_id }}
      className={classes.link}
    >
      {receipt.supplier_name}
    </Link>
  ) : (
    receipt.supplier_name
  );
  return (
    <Facts
      items={[
        { label: m.receipts_supplier(), value: supplier },
        { label: m.receipts_delivered_on(), value: <DateText value={receipt.delivered_on} /> },
        {
          label: m.receipts_order(),
          value: <OrderLink id={receipt.order_id} number={receipt.order_number} />,
        },
        { label: m.receipts_request(), value: receipt.request_number },
        ...(receipt.supplier_signer
          ? [{ label: m.receipts_supplier_signer(), value: receipt.supplier_signer }]
          : []),
        { label: m.receipts_invoice(), value: invoices(receipt) },
        ...(receipt.note ? [{ label: m.receipts_note(), value: receipt.note }] : []),
        ...(posting
          ? [
              { label: m.receipts_mode(), value: posting.mode_text },
              { label: m.receipts_voucher(), value: posting.voucher_no },
              { label: m.receipts_posted_on(), value: <DateText value={posting.posted_on} /> },
              ...(posting.submitted_on
                ? [
                    {
                      label: m.receipts_submitted_on(),
                      value: <DateText value={posting.submitted_on} />,
                    },
                  ]
                : []),
              { label: m.receipts_posted_by(), value: posting.by.name },
            ]
          : []),
      ]}
    />
  );
}

function invoices({ invoice_nos: numbers }: GoodsReceiptView) {
  return numbers.length > 0 ? (
    <ul className={classes.numbers}>
      {numbers.map((number) => (
        <li key={number}>{number}</li>
      ))}
    </ul>
  ) : (
    m.receipts_no_invoice()
  );
}
