import type { QuoteSheetView, QuoteView } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { WideTable } from '@/ui/WideTable';
import own from './QuotesPrintPage.module.css';
import { inRows, priceAt } from './sheet';
import { wasApproved } from './words';

/** Suppliers that stand side by side on A4; the others follow below. */
const ABREAST = 3;

/** 询价记录单: everything that is known printed, lines for the ink. */
export function QuotesPrintPage({ sheet }: { sheet: QuoteSheetView }) {
  const { request } = sheet;
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{
            to: '/purchases/$requestId/quotes',
            params: { requestId: request.id },
            label: request.title,
          }}
          number={request.number}
          title={m.quotes_slip()}
        />
      </div>
      <PrintSheet kind="form">
        <QuotesPaper sheet={sheet} />
      </PrintSheet>
    </>
  );
}

/** The sheet as a paper: alone, or as a part of a packet. */
export function QuotesPaper({ sheet }: { sheet: QuoteSheetView }) {
  const { request } = sheet;
  return (
    <article className={paper.paper}>
      <header className={paper.head}>
        <p>{sheet.school_name}</p>
        <p className={paper.title}>{m.quotes_slip()}</p>
        <p className={paper.number}>{request.number}</p>
      </header>
      <Known sheet={sheet} />
      {inRows(sheet.quotes, ABREAST).map((quotes) => (
        <Prices key={quotes[0]?.id} sheet={sheet} quotes={quotes} />
      ))}
      <Result sheet={sheet} />
      <Names sheet={sheet} />
      <p className={paper.printed}>
        {m.petty_printed({
          state: sheet.state_text,
          date: formatExact(new Date().toISOString()),
        })}
      </p>
    </article>
  );
}

function Known({ sheet }: { sheet: QuoteSheetView }) {
  const { request, need } = sheet;
  return (
    <table className={paper.table}>
      <tbody>
        <tr>
          <th scope="row">{m.purchases_purpose()}</th>
          <td colSpan={3}>{request.purpose}</td>
        </tr>
        <tr>
          <th scope="row">{m.purchases_requester()}</th>
          <td>{request.requester.name}</td>
          <th scope="row">{m.purchases_fund()}</th>
          <td>{request.fund_title}</td>
        </tr>
        <tr>
          <th scope="row">
            {wasApproved(sheet) ? m.quotes_approved_total() : m.quotes_asked_total()}
          </th>
          <td>{formatMoney(request.total)}</td>
          <th scope="row">{m.purchases_needed_by()}</th>
          <td>{request.needed_by ? formatExact(request.needed_by) : m.ui_none()}</td>
        </tr>
        <tr>
          <th scope="row">{m.quotes_rule()}</th>
          <td colSpan={3}>{need.text}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Prices({ sheet, quotes }: { sheet: QuoteSheetView; quotes: readonly QuoteView[] }) {
  const row = (label: string, cell: (quote: QuoteView) => string) => (
    <tr>
      <th scope="row" colSpan={2}>
        {label}
      </th>
      {quotes.map((quote) => (
        <td key={quote.id}>{cell(quote)}</td>
      ))}
    </tr>
  );
  return (
    <WideTable label={m.quotes_slip()}>
      <table className={[paper.table, own.prices].join(' ')}>
        <thead>
          <tr>
            <th scope="col" className={own.what}>
              {m.petty_name_and_spec()}
            </th>
            <th scope="col" className={own.quantity}>
              {m.purchases_line_quantity()}
            </th>
            {quotes.map((quote) => (
              <th key={quote.id} scope="col" className={own.name}>
                {quote.supplier.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.lines.map((line) => (
            <tr key={line.position}>
              <td>{[line.name, line.spec].filter(Boolean).join(' ')}</td>
              <td className={paper.whole}>
                {m.purchases_quantity({ quantity: line.quantity, unit: line.unit })}
              </td>
              {quotes.map((quote) => {
                const price = priceAt(quote, line.position);
                return (
                  <td key={quote.id} className={own.amount}>
                    {price ? formatMoney(price.unit_price) : m.quotes_not_there()}
                    {price ? <span className={own.under}>{formatMoney(price.amount)}</span> : null}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr className={paper.sum}>
            <td colSpan={2}>{m.purchases_total()}</td>
            {quotes.map((quote) => (
              <td key={quote.id} className={own.amount}>
                {total(quote)}
              </td>
            ))}
          </tr>
          {row(m.quotes_channel(), (quote) => quote.channel_text)}
          {row(m.quotes_day(), (quote) => formatExact(quote.quoted_on))}
          {row(m.quotes_asked_by(), (quote) => quote.asked_by.name)}
          {row(m.quotes_contact(), ({ supplier }) =>
            [supplier.contact, supplier.phone].filter(Boolean).join(' '),
          )}
          {row(m.quotes_note(), (quote) => quote.note ?? '')}
        </tbody>
      </table>
    </WideTable>
  );
}

function total(quote: QuoteView): string {
  if (!quote.total) {
    return m.quotes_mark_incomplete();
  }
  const marks = [
    quote.lowest ? m.quotes_mark_lowest() : null,
    quote.chosen ? m.quotes_mark_taken() : null,
  ].filter(Boolean);
  return [formatMoney(quote.total), ...marks].join(' ');
}

/** What was taken and why; left open for the pen while nothing is. */
function Result({ sheet: { settled } }: { sheet: QuoteSheetView }) {
  return (
    <table className={[paper.table, own.result].join(' ')}>
      <tbody>
        <tr>
          <th scope="row">{m.quotes_result()}</th>
          <td>{settled?.supplier_name}</td>
          <th scope="row">{m.purchases_total()}</th>
          <td className={own.total}>{settled ? formatMoney(settled.total) : null}</td>
        </tr>
        <tr>
          <th scope="row">{m.quotes_in_words()}</th>
          <td colSpan={3}>{settled?.total_in_words}</td>
        </tr>
        {settled?.not_lowest ? (
          <tr>
            <th scope="row">{m.quotes_not_lowest()}</th>
            <td colSpan={3}>{settled.not_lowest}</td>
          </tr>
        ) : null}
        {settled?.single_source_text ? (
          <tr>
            <th scope="row">{m.quotes_single_words()}</th>
            <td colSpan={3}>
              {[settled.single_source_text, settled.single_source_words].filter(Boolean).join(': ')}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

function Names({ sheet }: { sheet: QuoteSheetView }) {
  const askers = [...new Set(sheet.quotes.map((quote) => quote.asked_by.name))];
  const { settled } = sheet;
  return (
    <Signatures>
      <Signature label={m.quotes_asked_by()} signed={askers.map((name) => ({ name, at: null }))} />
      <Signature
        label={m.quotes_settler()}
        signed={settled ? [{ name: settled.by.name, at: settled.at }] : []}
      />
      <Signature label={m.quotes_checker()} signed={[]} />
    </Signatures>
  );
}
