import type { ReactNode } from 'react';
import type { QuoteSettledView, QuoteSheetEarlier } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Folded } from '@/ui/Folded';
import classes from './QuotesPage.module.css';

/** Which quote is taken, by whom, and what was said for it. */
export function Settled({ settled, children }: { settled: QuoteSettledView; children: ReactNode }) {
  return (
    <section className={classes.settled} aria-labelledby="settled">
      <h2 id="settled">
        {m.quotes_taken({ name: settled.supplier_name, amount: formatMoney(settled.total) })}
      </h2>
      <Why settled={settled} />
      {children}
    </section>
  );
}

function Why({ settled }: { settled: QuoteSettledView }) {
  return (
    <>
      {settled.not_lowest ? <p>{m.quotes_why_not_lowest({ reason: settled.not_lowest })}</p> : null}
      {settled.single_source_text ? (
        <p>
          {m.quotes_why_single({
            code: settled.single_source_text,
            reason: settled.single_source_words ?? '',
          })}
        </p>
      ) : null}
      <p className={classes.quiet}>
        {m.quotes_settled_by({ name: settled.by.name })} <DateText value={settled.at} hour />
      </p>
    </>
  );
}

/** What was settled before the sheet was opened again: it stays as it was. */
export function Earlier({ earlier }: { earlier: QuoteSheetEarlier }) {
  const { settled, quotes, round } = earlier;
  return (
    <Folded
      title={m.quotes_earlier({ round, name: settled.supplier_name })}
      text={<DateText value={settled.at} />}
    >
      <Why settled={settled} />
      <ul className={classes.earlier}>
        {quotes.map((quote) => (
          <li key={quote.supplier_name}>
            {quote.supplier_name} · {quote.channel_text} ·{' '}
            {quote.total ? formatMoney(quote.total) : m.quotes_mark_incomplete()}
          </li>
        ))}
      </ul>
    </Folded>
  );
}
