import type { GoodsReceiptLine, GoodsReceiptView, PurchaseEmergency } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import { Signature, Signatures } from '@/ui/Signature';
import { WideTable } from '@/ui/WideTable';
import { Cosigned } from '../exceptions/Cosigned';
import { worthOf } from '../receipts/values';
import { EmergencyNote, ExceptionNote } from './Notes';
import { Known, Part } from './parts';

interface Props {
  receipt: GoodsReceiptView;
  /** Of its request. */
  emergency: PurchaseEmergency | null | undefined;
}

/** 验收单 with what its goods became, its invoices and its voucher. */
export function ReceiptPaper({ receipt, emergency }: Props) {
  const { posting } = receipt;
  return (
    <Part title={m.papers_receipt()} number={receipt.number}>
      <Known
        items={[
          { label: m.papers_supplier(), value: receipt.supplier_name },
          { label: m.papers_order(), value: receipt.order_number },
          { label: m.papers_delivered_on(), value: formatExact(receipt.delivered_on) },
          { label: m.papers_invoice_nos(), value: receipt.invoice_nos.join(' ') || m.ui_none() },
          {
            label: m.papers_voucher(),
            value: posting
              ? [posting.voucher_no, formatExact(posting.posted_on), posting.mode_text].join(' ')
              : m.ui_none(),
          },
        ]}
      />
      <Lines receipt={receipt} />
      <EmergencyNote emergency={emergency} />
      <ExceptionNote exception={receipt.exception} />
      <Signatures>
        <Signature
          label={m.papers_acceptors()}
          signed={receipt.acceptors.map((one) => ({ name: one.name, at: one.signed_at ?? null }))}
        />
        {receipt.exception ? <Cosigned exception={receipt.exception} /> : null}
        <Signature
          label={m.papers_buyers()}
          signed={receipt.buyers.map((one) => ({ name: one.name, at: null }))}
        />
      </Signatures>
    </Part>
  );
}

function Lines({ receipt }: { receipt: GoodsReceiptView }) {
  return (
    <WideTable label={[m.papers_receipt(), receipt.number].join(' ')}>
      <table className={paper.table}>
        <thead>
          <tr>
            <th scope="col">{m.petty_name_and_spec()}</th>
            <th scope="col">{m.papers_delivered()}</th>
            <th scope="col">{m.papers_accepted()}</th>
            <th scope="col">{m.papers_refused()}</th>
            <th scope="col">{m.papers_became()}</th>
            <th scope="col" className={paper.amount}>
              {m.purchases_line_amount()}
            </th>
          </tr>
        </thead>
        <tbody>
          {receipt.lines.map((line) => (
            <LineRow key={line.order_position} line={line} />
          ))}
          <tr className={paper.sum}>
            <td colSpan={5}>
              {m.papers_received()}{' '}
              {receipt.total_in_words ? m.papers_in_words({ words: receipt.total_in_words }) : null}
            </td>
            <td className={paper.amount}>{receipt.total ? formatMoney(receipt.total) : null}</td>
          </tr>
        </tbody>
      </table>
    </WideTable>
  );
}

function LineRow({ line }: { line: GoodsReceiptLine }) {
  const worth = worthOf(line);
  const refused = line.refused === '0' ? null : withUnit(line.refused, line);
  return (
    <tr>
      <td>{line.name}</td>
      <td className={paper.whole}>{withUnit(line.delivered, line)}</td>
      <td className={paper.whole}>{withUnit(line.accepted, line)}</td>
      <td>{[refused, line.refusal_reason].filter(Boolean).join(' ')}</td>
      <td>{became(line)}</td>
      <td className={paper.amount}>{worth ? formatMoney(worth) : null}</td>
    </tr>
  );
}

function withUnit(quantity: string, { unit }: GoodsReceiptLine): string {
  return m.purchases_quantity({ quantity, unit });
}

function became({ became: records }: GoodsReceiptLine): string {
  return records.flatMap(({ record_number: number }) => number ?? []).join(' ');
}
