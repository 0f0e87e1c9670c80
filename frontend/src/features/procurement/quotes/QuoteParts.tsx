import { Button } from '@mantine/core';
import type { AttachmentView, QuoteSheetView, QuoteView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { IconFileText, IconPhoto } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from './QuotesPage.module.css';
import { beyondApproval } from './sheet';

/** What one can do with one quote of the sheet. */
export interface QuoteActs {
  onTake?: (quote: QuoteView) => void;
  onRemove?: (quote: QuoteView) => void;
  corrects: boolean;
  onPaper: (file: AttachmentView) => void;
}

interface Props {
  sheet: QuoteSheetView;
  quote: QuoteView;
}

/** Taken, lowest, and why it may not count: icon, word and colour. */
export function Marks({ sheet, quote }: Props) {
  return (
    <span className={classes.badges}>
      {quote.chosen ? <StatusBadge tone="done">{m.quotes_mark_taken()}</StatusBadge> : null}
      {quote.lowest ? <StatusBadge tone="held">{m.quotes_mark_lowest()}</StatusBadge> : null}
      {quote.total ? null : <StatusBadge tone="off">{m.quotes_mark_incomplete()}</StatusBadge>}
      {beyondApproval(sheet, quote) ? (
        <StatusBadge tone="waiting">{m.quotes_mark_beyond()}</StatusBadge>
      ) : null}
      {quote.supplier.suspended ? (
        <StatusBadge tone="off">{m.quotes_mark_suspended()}</StatusBadge>
      ) : null}
    </span>
  );
}

/** How, when and by whom it was asked. */
export function How({ quote }: { quote: QuoteView }) {
  return (
    <>
      {quote.channel_text} · <DateText value={quote.quoted_on} /> · {quote.asked_by.name}
    </>
  );
}

/** Its screenshot or paper, and what was noted. */
export function Papers({ quote, acts }: { quote: QuoteView; acts: QuoteActs }) {
  const { document } = quote;
  const FileIcon = document?.kind === 'photo' ? IconPhoto : IconFileText;
  return (
    <>
      {quote.note ? <p>{quote.note}</p> : null}
      {document ? (
        <button type="button" className={classes.paper} onClick={() => acts.onPaper(document)}>
          <FileIcon size={18} stroke={1.6} aria-hidden />
          {document.kind === 'photo' ? m.quotes_paper_photo() : document.file_name}
        </button>
      ) : null}
    </>
  );
}

export function Acts({ sheet, quote, acts }: Props & { acts: QuoteActs }) {
  const { onTake, onRemove, corrects } = acts;
  const of = { name: quote.supplier.name };
  const takeable = quote.total && !beyondApproval(sheet, quote) && !quote.supplier.suspended;
  return (
    <div className={classes.acts} data-screen-only>
      {onTake && takeable ? (
        <Button
          size="md"
          variant="default"
          aria-label={m.quotes_take_of(of)}
          onClick={() => onTake(quote)}
        >
          {m.quotes_take()}
        </Button>
      ) : null}
      {corrects ? (
        <LinkButton
          to="/purchases/$requestId/quotes/new"
          params={{ requestId: sheet.request.id }}
          search={{ supplier: quote.supplier.id }}
          variant="subtle"
          size="md"
          aria-label={m.quotes_correct_of(of)}
        >
          {m.quotes_correct()}
        </LinkButton>
      ) : null}
      {onRemove ? (
        <Button
          size="md"
          variant="subtle"
          aria-label={m.quotes_remove_of(of)}
          onClick={() => onRemove(quote)}
        >
          {m.quotes_remove()}
        </Button>
      ) : null}
    </div>
  );
}
