import type { QuoteSheetView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { Money } from '@/ui/Money';
import { Acts, How, Marks, Papers, type QuoteActs } from './QuoteParts';
import classes from './QuotesPage.module.css';
import { priceAt } from './sheet';

/** On a phone: one card for each quote. */
export function QuoteCards({ sheet, acts }: { sheet: QuoteSheetView; acts: QuoteActs }) {
  return (
    <ul className={classes.cards} aria-label={m.quotes_title()}>
      {sheet.quotes.map((quote) => (
        <li key={quote.id} className={classes.card} data-chosen={quote.chosen || undefined}>
          <p className={classes.cardHead}>
            <span>{quote.supplier.name}</span>
            {quote.total ? <Money amount={quote.total} /> : null}
          </p>
          <Marks sheet={sheet} quote={quote} />
          <p className={classes.quiet}>
            <How quote={quote} />
          </p>
          <dl className={classes.prices}>
            {sheet.lines.map((line) => {
              const price = priceAt(quote, line.position);
              return (
                <div key={line.position}>
                  <dt>
                    {line.name}
                    <span className={classes.under}>
                      {m.purchases_quantity({ quantity: line.quantity, unit: line.unit })}
                    </span>
                  </dt>
                  <dd>
                    {price ? formatMoney(price.unit_price) : m.quotes_not_there()}
                    {price ? (
                      <span className={classes.under}>{formatMoney(price.amount)}</span>
                    ) : null}
                  </dd>
                </div>
              );
            })}
          </dl>
          <Papers quote={quote} acts={acts} />
          <Acts sheet={sheet} quote={quote} acts={acts} />
        </li>
      ))}
    </ul>
  );
}
