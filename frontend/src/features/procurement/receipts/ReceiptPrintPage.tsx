import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { GoodsReceiptAcceptor, GoodsReceiptLine, GoodsReceiptView } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { WideTable } from '@/ui/WideTable';
import { Cosigned } from '../exceptions/Cosigned';
import { useCategoryName } from './CategoryField';
import { foodWords } from './food-words';
import { receiptQuery } from './queries';
import own from './Receipts.module.css';
import { worthOf } from './values';
import { BECOMES } from './words';

/** 验收单: what is known printed, lines for the ink. */
export function ReceiptPrintPage({ receiptId }: { receiptId: string }) {
  const { data: receipt } = useSuspenseQuery(receiptQuery(receiptId));
  const { school } = useMe();
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{
            to: '/goods-receipts/$receiptId',
            params: { receiptId },
            label: receipt.title,
          }}
          number={receipt.number}
          title={m.receipts_slip()}
        />
      </div>
      <PrintSheet kind="form">
        <article className={paper.paper}>
          <header className={paper.head}>
            <p>{school.name}</p>
            <p className={paper.title}>{m.receipts_slip()}</p>
            <p className={paper.number}>{receipt.number}</p>
          </header>
          <Known receipt={receipt} />
          <Lines receipt={receipt} />
          <Refused receipt={receipt} />
          {receipt.exception ? (
            <p>
              {m.exceptions_on_paper({
                rule: receipt.exception.rule_title,
                reason: receipt.exception.reason,
              })}
            </p>
          ) : null}
          <Names receipt={receipt} />
          <p className={paper.printed}>
            {m.petty_printed({
              state: receipt.state_text,
              date: formatExact(new Date().toISOString()),
            })}
          </p>
        </article>
      </PrintSheet>
    </>
  );
}

function Known({ receipt }: { receipt: GoodsReceiptView }) {
  const { posting } = receipt;
  return (
    <table className={[paper.table, own.slipHeads].join(' ')}>
      <tbody>
        <tr>
          <th scope="row">{m.receipts_supplier()}</th>
          <td>{receipt.supplier_name}</td>
          <th scope="row">{m.receipts_delivered_on()}</th>
          <td>{formatExact(receipt.delivered_on)}</td>
        </tr>
        <tr>
          <th scope="row">{m.receipts_order()}</th>
          <td>{receipt.order_number}</td>
          <th scope="row">{m.receipts_request()}</th>
          <td>{receipt.request_number}</td>
        </tr>
        <tr>
          <th scope="row">{m.receipts_invoice()}</th>
          <td colSpan={3}>{receipt.invoice_nos.join(m.receipts_list_comma())}</td>
        </tr>
        <tr>
          <th scope="row">{m.receipts_voucher()}</th>
          <td>{posting?.voucher_no}</td>
          <th scope="row">{m.receipts_posted_on()}</th>
          <td>{posting ? formatExact(posting.posted_on) : null}</td>
        </tr>
        {posting?.submitted_on ? (
          <tr>
            <th scope="row">{m.receipts_mode()}</th>
            <td>{posting.mode_text}</td>
            <th scope="row">{m.receipts_submitted_on()}</th>
            <td>{formatExact(posting.submitted_on)}</td>
          </tr>
        ) : null}
        {receipt.note ? (
          <tr>
            <th scope="row">{m.receipts_note()}</th>
            <td colSpan={3}>{receipt.note}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

function Lines({ receipt }: { receipt: GoodsReceiptView }) {
  const { accepted_at: accepted, total, total_in_words: words } = receipt;
  return (
    <WideTable label={m.receipts_slip()}>
      <table className={[paper.table, own.slip].join(' ')}>
        <thead>
          <tr>
            <th scope="col" className={own.what}>
              {m.receipts_name()}
            </th>
            <th scope="col">{m.receipts_unit()}</th>
            <th scope="col">{m.receipts_delivered()}</th>
            <th scope="col">{m.receipts_accepted()}</th>
            <th scope="col">{m.receipts_refused()}</th>
            <th scope="col" className={own.went}>
              {m.receipts_went_to()}
            </th>
            <th scope="col" className={own.money}>
              {m.purchases_line_amount()}
            </th>
          </tr>
        </thead>
        <tbody>
          {receipt.lines.map((line) => (
            <LineRow key={line.order_position} line={line} />
          ))}
          <tr className={paper.sum}>
            <td colSpan={6}>{m.petty_total_in_words({ words: accepted && words ? words : '' })}</td>
            <td className={paper.amount}>{accepted && total ? formatMoney(total) : null}</td>
          </tr>
        </tbody>
      </table>
    </WideTable>
  );
}

function LineRow({ line }: { line: GoodsReceiptLine }) {
  const wentTo = useWentTo(line);
  const value = worthOf(line);
  return (
    <tr>
      <td>
        {line.name}
        {line.food ? <span className={own.food}> {foodWords(line)}</span> : null}
      </td>
      <td>{line.unit}</td>
      <td className={paper.amount}>{line.delivered}</td>
      <td className={paper.amount}>{line.accepted}</td>
      <td className={paper.amount}>{line.refused === '0' ? null : line.refused}</td>
      <td>{wentTo}</td>
      <td className={paper.amount}>{value ? formatMoney(value) : null}</td>
    </tr>
  );
}

/** Numbers of cards and of the stock document; of what is not signed yet, what it is to become. */
function useWentTo({ became, destination, accepted }: GoodsReceiptLine): string {
  const category = useCategoryName();
  if (accepted === '0') {
    return '';
  }
  const numbers = became.flatMap(({ record_number: number }) => (number ? [number] : []));
  const kind = BECOMES[destination.kind].label();
  const of = destination.kind === 'cards' ? category(destination.category_code) : null;
  return [kind, numbers.length > 0 ? fromTo(numbers) : of].filter(Boolean).join(' ');
}

/** Many cards of one batch follow each other: the first and the last say it. */
function fromTo(numbers: readonly string[]): string {
  return numbers.length > 3
    ? m.receipts_from_to({
        first: numbers[0] ?? '',
        last: numbers.at(-1) ?? '',
        count: numbers.length,
      })
    : numbers.join(m.receipts_list_comma());
}

function Refused({ receipt }: { receipt: GoodsReceiptView }) {
  const refused = receipt.lines.filter((line) => line.refused !== '0');
  return refused.length > 0 ? (
    <table className={[paper.table, own.slipHeads].join(' ')}>
      <tbody>
        <tr>
          <th scope="row">{m.receipts_refused()}</th>
          <td>
            {refused.map((line) => (
              <p key={line.order_position}>
                {m.receipts_refused_line({
                  name: line.name,
                  quantity: line.refused,
                  unit: line.unit,
                  reason: [line.refusal_reason, line.refused_goods_text]
                    .filter(Boolean)
                    .join(' · '),
                })}
              </p>
            ))}
            <p>{m.receipts_photos({ count: receipt.attachments.length })}</p>
          </td>
        </tr>
      </tbody>
    </table>
  ) : null;
}

function Names({ receipt }: { receipt: GoodsReceiptView }) {
  const { acceptors, buyers, posting } = receipt;
  const signed = (all: readonly GoodsReceiptAcceptor[]) =>
    all.map(({ name, signed_at }) => ({ name, at: signed_at ?? null }));
  const users = acceptors.filter(({ using_side }) => using_side);
  return (
    <Signatures>
      <Signature
        label={m.receipts_acceptors()}
        signed={signed(acceptors.filter(({ using_side }) => !using_side))}
      />
      {users.length > 0 ? (
        <Signature label={m.receipts_using_side_sign()} signed={signed(users)} />
      ) : null}
      {receipt.exception ? <Cosigned exception={receipt.exception} /> : null}
      {receipt.supplier_signer ? (
        <Signature
          label={m.stores_food_supplier_sign()}
          signed={[{ name: receipt.supplier_signer, at: null }]}
        />
      ) : null}
      <Signature
        label={m.receipts_buyers()}
        signed={buyers.map(({ name }) => ({ name, at: null }))}
      />
      <Signature
        label={m.receipts_posted_by()}
        signed={posting ? [{ name: posting.by.name, at: posting.at }] : []}
      />
    </Signatures>
  );
}
