import { useSuspenseQuery } from '@tanstack/react-query';
import type { ClaimPacket, ClaimPacketMissing } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import classes from './ClaimPacket.module.css';
import { Enclosed } from './Enclosed';
import { Part } from './parts';
import { packetReceiptQuery } from './queries';
import { invoicesOf } from './use-enclosures';

/** The numbers of the invoices, the invoices themselves, and the place where those are pasted that are not here. */
export function InvoicesPaper({ packet }: { packet: ClaimPacket }) {
  return (
    <Part title={m.papers_invoices()} number={packet.request_number}>
      <table className={paper.table}>
        <thead>
          <tr>
            <th scope="col">{m.papers_receipt()}</th>
            <th scope="col" className={paper.wide}>
              {m.papers_invoice_nos()}
            </th>
            <th scope="col">{m.papers_voucher()}</th>
            <th scope="col" className={paper.amount}>
              {m.purchases_line_amount()}
            </th>
          </tr>
        </thead>
        <tbody>
          {packet.receipts.map((receipt) => (
            <tr key={receipt.id}>
              <td className={paper.whole}>{receipt.number}</td>
              <td>
                {receipt.invoice_nos.length > 0
                  ? receipt.invoice_nos.join(' ')
                  : m.papers_no_invoice()}
              </td>
              <td>{receipt.voucher_no}</td>
              <td className={paper.amount}>{formatMoney(receipt.total)}</td>
            </tr>
          ))}
          <tr className={paper.sum}>
            <td colSpan={3}>
              {m.purchases_total()} {m.papers_in_words({ words: packet.received_in_words })}
            </td>
            <td className={paper.amount}>{formatMoney(packet.received)}</td>
          </tr>
        </tbody>
      </table>
      {packet.receipts.map(({ id, readable, invoice_files: files }) =>
        readable && files > 0 ? <OfReceipt key={id} id={id} /> : null,
      )}
      {packet.missing.some(lacksOne) || packet.receipts.length === 0 ? (
        <p className={classes.paste}>{m.papers_paste_here()}</p>
      ) : null}
    </Part>
  );
}

/** Its number or its file is missing: the paper one is pasted. */
function lacksOne({ code }: ClaimPacketMissing): boolean {
  return code === 'invoice' || code === 'invoice_file';
}

function OfReceipt({ id }: { id: string }) {
  const { data } = useSuspenseQuery(packetReceiptQuery(id));
  return <Enclosed enclosures={invoicesOf(data)} />;
}
