import { Button } from '@mantine/core';
import type { AttachmentView, QuoteSheetView, QuoteView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { IconFileText, IconPhoto } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { StatusBadge, type Tone } from '@/ui/StatusBadge';
import { asPicture } from '../components/picture';
import classes from './QuotesPage.module.css';
import { beyondTotal } from './sheet';
import { BEYOND_WORDS } from './words';

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
  const marks: [boolean, Tone, string][] = [
    [quote.chosen, 'done', m.quotes_mark_taken()],
    [quote.lowest, 'held', m.quotes_mark_lowest()],
    [!quote.total, 'off', m.quotes_mark_incomplete()],
    [beyondTotal(sheet, quote), 'waiting', BEYOND_WORDS[sheet.stage].mark()],
    [quote.supplier.suspended, 'off', m.quotes_mark_suspended()],
  ];
  const there = marks.filter(([is]) => is);
  return there.length > 0 ? (
    <span className={classes.badges}>
      {there.map(([, tone, word]) => (
        <StatusBadge key={word} tone={tone}>
          {word}
        </StatusBadge>
      ))}
    </span>
  ) : null;
}

/** How, when and by whom it was asked. */
export function How({ quote }: { quote: QuoteView }) {
  return (
    <>
      <span className={classes.how}>{quote.channel_text}</span> ·{' '}
      <span className={classes.how}>
        <DateText value={quote.quoted_on} />
      </span>{' '}
      · <span className={classes.how}>{quote.asked_by.name}</span>
    </>
  );
}

/** Its screenshot or paper, and what was noted. */
export function Papers({ quote, acts }: { quote: QuoteView; acts: QuoteActs }) {
  const document = quote.document ? asPicture(quote.document) : null;
  const picture = document?.kind === 'photo';
  const FileIcon = picture ? IconPhoto : IconFileText;
  return (
    <>
      {quote.note ? <p>{quote.note}</p> : null}
      {document ? (
        <button type="button" className={classes.paper} onClick={() => acts.onPaper(document)}>
          <FileIcon size={18} stroke={1.6} aria-hidden />
          {picture ? m.quotes_paper_photo() : document.file_name}
        </button>
      ) : null}
    </>
  );
}

export function Acts({ sheet, quote, acts }: Props & { acts: QuoteActs }) {
  const { onTake, onRemove, corrects } = acts;
  const of = { name: quote.supplier.name };
  const takeable = onTake && quote.total && !beyondTotal(sheet, quote) && !quote.supplier.suspended;
  if (!takeable && !corrects && !onRemove) {
    return null;
  }
  return (
    <div className={classes.acts} data-screen-only>
      {takeable ? (
        <Button
          className={classes.take}
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
