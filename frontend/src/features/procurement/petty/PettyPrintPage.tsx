import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { PettyPurchaseView } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { MeetingPaper } from '../components/MeetingPaper';
import { pettyQuery } from './queries';
import { approvers, lastSigner, meetings } from './signatures';

/** 零星采购报销单: half a sheet, what is known printed, lines for the ink. */
export function PettyPrintPage({ pettyId }: { pettyId: string }) {
  const { data: petty } = useSuspenseQuery(pettyQuery(pettyId));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{
            to: '/purchases/petty/$pettyId',
            params: { pettyId },
            label: petty.title,
          }}
          number={petty.number}
          title={m.petty_slip()}
        />
      </div>
      <PrintSheet kind="form">
        <PettyPaper petty={petty} />
      </PrintSheet>
    </>
  );
}

/** The slip as a paper: alone, or as a part of a packet. */
export function PettyPaper({ petty }: { petty: PettyPurchaseView }) {
  const { school } = useMe();
  return (
    <article className={paper.paper}>
      <header className={paper.head}>
        <p>{school.name}</p>
        <p className={paper.title}>{m.petty_slip()}</p>
        <p className={paper.number}>{petty.number}</p>
      </header>
      <Known petty={petty} />
      <Lines petty={petty} />
      {meetings(petty).map((met) => (
        <MeetingPaper key={met.title} met={met} />
      ))}
      <Names petty={petty} />
      <p className={paper.printed}>
        {m.petty_printed({
          state: petty.state_text,
          date: formatExact(new Date().toISOString()),
        })}
      </p>
    </article>
  );
}

function Known({ petty }: { petty: PettyPurchaseView }) {
  return (
    <table className={paper.table}>
      <tbody>
        <tr>
          <th scope="row">{m.petty_shop()}</th>
          <td>{petty.shop}</td>
          <th scope="row">{m.petty_bought_on()}</th>
          <td>{formatExact(petty.bought_on)}</td>
        </tr>
        <tr>
          <th scope="row">{m.petty_invoice()}</th>
          <td>{petty.invoice_no ?? m.petty_receipt_only()}</td>
          <th scope="row">{m.purchases_fund()}</th>
          <td>{petty.fund_title}</td>
        </tr>
        {petty.posting ? (
          <tr>
            <th scope="row">{m.receipts_voucher()}</th>
            <td>{petty.posting.voucher_no}</td>
            <th scope="row">{m.receipts_posted_on()}</th>
            <td>{formatExact(petty.posting.posted_on)}</td>
          </tr>
        ) : null}
        <tr>
          <th scope="row">{m.purchases_purpose()}</th>
          <td colSpan={petty.repair_case ? 1 : 3}>{petty.purpose}</td>
          {petty.repair_case ? (
            <>
              <th scope="row">{m.petty_repair()}</th>
              <td>{petty.repair_case.number}</td>
            </>
          ) : null}
        </tr>
      </tbody>
    </table>
  );
}

function Lines({ petty }: { petty: PettyPurchaseView }) {
  return (
    <table className={paper.table}>
      <thead>
        <tr>
          <th scope="col" className={paper.wide}>
            {m.petty_name_and_spec()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.purchases_line_quantity()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.purchases_line_price()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.purchases_line_amount()}
          </th>
        </tr>
      </thead>
      <tbody>
        {petty.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id and do not move
          <tr key={index}>
            <td>{[line.name, line.spec].filter(Boolean).join(' ')}</td>
            <td className={paper.amount}>
              {m.purchases_quantity({ quantity: line.quantity, unit: line.unit })}
            </td>
            <td className={paper.amount}>{formatMoney(line.unit_price)}</td>
            <td className={paper.amount}>{formatMoney(line.amount)}</td>
          </tr>
        ))}
        <tr className={paper.sum}>
          <td colSpan={3}>{m.petty_total_in_words({ words: petty.total_in_words })}</td>
          <td className={paper.amount}>{formatMoney(petty.total)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Names and times as they are known; the line below each is for the pen. */
function Names({ petty }: { petty: PettyPurchaseView }) {
  const decided = approvers(petty);
  const last = lastSigner(petty);
  return (
    <Signatures>
      <Signature
        label={m.petty_handler()}
        signed={[{ name: petty.handler.name, at: petty.recorded_at }]}
      />
      <Signature label={m.petty_witness()} signed={[{ name: petty.witness.name, at: null }]} />
      <Signature label={m.petty_approver()} signed={decided} />
      {last ? <Signature label={last} signed={[]} /> : null}
    </Signatures>
  );
}
