import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { problemOf } from '@/api/problem';
import type { PurchaseRequestView, QuoteSheetView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { LinkButton } from '@/ui/LinkButton';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from './QuotesOfRequest.module.css';
import { sheetQuery } from './queries';
import { complete } from './sheet';
import { OpenSheet } from './WithSheet';
import { ended, sheetTone } from './words';

/** On the request: whether prices are compared and why, how far that is, and who was taken. */
export function QuotesOfRequest({ request }: { request: PurchaseRequestView }) {
  const navigate = useNavigate();
  const { id: requestId, quotes_why: why, quote_sheet_id: sheetId } = request;
  // What will not be bought needs none; what was said for it can still be read.
  if (!why && !sheetId) {
    return null;
  }
  return (
    <section className={classes.quotes} aria-labelledby="quotes">
      <h2 id="quotes">{m.quotes_section()}</h2>
      {why ? <p>{why}</p> : null}
      {request.state === 'submitted' && request.opens_quotes ? (
        <p className={classes.quiet}>{m.quotes_before_text()}</p>
      ) : null}
      {sheetId ? (
        <SoFar sheetId={sheetId} requestId={requestId} />
      ) : (
        <div data-screen-only>
          <OpenSheet
            request={request}
            onOpened={() =>
              void navigate({ to: '/purchases/$requestId/quotes', params: { requestId } })
            }
          />
        </div>
      )}
    </section>
  );
}

function SoFar({ sheetId, requestId }: { sheetId: string; requestId: string }) {
  const { data: sheet, error } = useQuery(sheetQuery(sheetId));
  return (
    <>
      {error && !sheet ? <p>{problemOf(error)?.detail ?? m.ui_offline_text()}</p> : null}
      {sheet ? (
        <p className={classes.state}>
          <StatusBadge tone={sheetTone(sheet)}>{sheet.state_text}</StatusBadge>
          <span>{summary(sheet)}</span>
        </p>
      ) : null}
      {sheet?.stage === 'revised' && sheet.quotes.length > 0 ? (
        <p className={classes.quiet}>{m.quotes_keep_text()}</p>
      ) : null}
      <div data-screen-only>
        <LinkButton
          to="/purchases/$requestId/quotes"
          params={{ requestId }}
          variant="default"
          size="md"
        >
          {m.quotes_title()}
        </LinkButton>
      </div>
    </>
  );
}

function summary(sheet: QuoteSheetView): string {
  const { settled, quotes, need } = sheet;
  if (settled) {
    return m.quotes_taken({ name: settled.supplier_name, amount: formatMoney(settled.total) });
  }
  const count = complete(quotes).length;
  return ended(sheet) ? m.quotes_had({ count }) : m.quotes_so_far({ count, needed: need.quotes });
}
