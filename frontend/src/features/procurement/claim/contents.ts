import type {
  ClaimPacket,
  ClaimPacketReceipt,
  ClaimPacketRecord,
  PurchaseRequestView,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import { minutesOf } from '../petty/signatures';

interface Content {
  key: string;
  name: string;
  number: string;
  amount: string | null;
}

/** What a receipt's goods were taken into stores by. */
export function stockOf({ became }: Pick<ClaimPacketReceipt, 'became'>): ClaimPacketRecord[] {
  return became.filter(({ kind }) => kind === 'stock');
}

/** The papers in the order in which they are bound; what the reader may not see is named as such. */
export function contents(
  packet: ClaimPacket,
  request: PurchaseRequestView,
  seesStock: (id: string) => boolean,
): Content[] {
  const readable = (name: string, seen: boolean) =>
    seen ? name : `${name} ${m.papers_not_readable()}`;
  const invoices = packet.receipts.flatMap((receipt) => receipt.invoice_nos);
  return [
    {
      key: 'request',
      name: m.papers_request(),
      number: packet.request_number,
      amount: packet.requested,
    },
    ...(minutesOf(request).length > 0
      ? [{ key: 'minutes', name: m.papers_minutes(), number: packet.request_number, amount: null }]
      : []),
    ...(packet.quote_sheet_id
      ? [{ key: 'quotes', name: m.quotes_slip(), number: packet.request_number, amount: null }]
      : []),
    ...packet.orders.map((order) => ({
      key: order.id,
      name: readable(m.papers_order(), order.readable),
      number: order.number,
      amount: order.total,
    })),
    ...packet.receipts.flatMap((receipt) => [
      {
        key: receipt.id,
        name: readable(m.papers_receipt(), receipt.readable),
        number: receipt.number,
        amount: receipt.total,
      },
      ...stockOf(receipt).map(({ id, number }) => ({
        key: id,
        name: readable(m.papers_stock_in(), seesStock(id)),
        number,
        amount: null,
      })),
    ]),
    {
      key: 'invoices',
      name: m.papers_invoices(),
      number: invoices.length > 0 ? invoices.join(' ') : m.ui_none(),
      amount: null,
    },
  ];
}
