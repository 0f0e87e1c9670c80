import type { QuoteSheetLine, QuoteSheetView, QuoteView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { Money } from '@/ui/Money';
import { Acts, How, Marks, Papers, type QuoteActs } from './QuoteParts';
import classes from './QuotesPage.module.css';
import { priceAt } from './sheet';

interface Props {
  sheet: QuoteSheetView;
  acts: QuoteActs;
}

const column = (quote: QuoteView, ...more: (string | undefined)[]) =>
  [classes.column, quote.chosen ? classes.chosen : '', ...more].join(' ');

/** On a desk: suppliers side by side, line by line. */
export function QuoteTable({ sheet, acts }: Props) {
  const { quotes, lines } = sheet;
  return (
    // A scroll area must be reachable by keyboard and named (axe: scrollable-region-focusable).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.scroller} aria-label={m.quotes_title()} tabIndex={0}>
      <table className={classes.sheet}>
        <thead>
          <tr>
            <th scope="col" className={classes.what}>
              {m.quotes_lines()}
            </th>
            {quotes.map((quote) => (
              <th key={quote.id} scope="col" className={column(quote)}>
                {quote.supplier.name}
                <span className={classes.under}>
                  <How quote={quote} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.position} line={line} quotes={quotes} />
          ))}
          <tr className={classes.total}>
            <th scope="row">{m.purchases_total()}</th>
            {quotes.map((quote) => (
              <td key={quote.id} className={column(quote, classes.number)}>
                {quote.total ? <Money amount={quote.total} /> : null}
                <Marks sheet={sheet} quote={quote} />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row" className={classes.under}>
              {m.quotes_papers()}
            </th>
            {quotes.map((quote) => (
              <td key={quote.id} className={column(quote)}>
                <Papers quote={quote} acts={acts} />
                <Acts sheet={sheet} quote={quote} acts={acts} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Line({ line, quotes }: { line: QuoteSheetLine; quotes: readonly QuoteView[] }) {
  return (
    <tr>
      <th scope="row" className={classes.what}>
        {[line.name, line.spec].filter(Boolean).join(' ')}
        <span className={classes.under}>
          {m.quotes_estimated({
            quantity: line.quantity,
            unit: line.unit,
            price: formatMoney(line.estimated_unit_price),
          })}
        </span>
      </th>
      {quotes.map((quote) => {
        const price = priceAt(quote, line.position);
        return (
          <td key={quote.id} className={column(quote, classes.number)}>
            {price ? (
              <>
                <Money amount={price.unit_price} />
                <span className={classes.under}>{formatMoney(price.amount)}</span>
              </>
            ) : (
              <span className={classes.under}>{m.quotes_not_there()}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
