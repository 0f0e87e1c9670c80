import { Button } from '@mantine/core';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import type { AttachmentView, QuoteSheetView, QuoteView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { FileAddress } from '@/ui/AttachedFiles';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FileViewer } from '@/ui/FileViewer';
import { IconPencil, IconPhone, IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { SignedScans } from '@/ui/SignedScans';
import { StatusBadge } from '@/ui/StatusBadge';
import { useNarrow } from '@/ui/use-narrow';
import { asPicture } from '../components/picture';
import { PURCHASES } from '../queries';
import { removeQuote, reopenSheet, useKeepSheet } from './acts';
import { QuoteCards } from './QuoteCards';
import type { QuoteActs } from './QuoteParts';
import classes from './QuotesPage.module.css';
import { QuoteTable } from './QuoteTable';
import { paperAddress } from './queries';
import { SettleDialog } from './SettleDialog';
import { Earlier, Settled } from './Settled';
import { beyondTotal } from './sheet';
import { BEYOND_WORDS, sheetTone, TOTAL_WORDS } from './words';

/** The sheet: suppliers in columns, lines in rows; on a phone one card for each quote. */
export function QuotesPage({ sheet }: { sheet: QuoteSheetView }) {
  const narrow = useNarrow();
  const [taking, setTaking] = useState<QuoteView | null>(null);
  const [removing, setRemoving] = useState<QuoteView | null>(null);
  const [reopening, setReopening] = useState(false);
  const [paper, setPaper] = useState<AttachmentView | null>(null);
  const may = (action: string) => actionState(sheet.allowed_actions, action).allowed;
  const acts: QuoteActs = {
    onTake: may('settle') ? setTaking : undefined,
    onRemove: may('remove') ? setRemoving : undefined,
    corrects: may('record'),
    onPaper: setPaper,
  };
  const address: FileAddress = (id, size) => paperAddress(sheet.id, id, size);
  return (
    <>
      <Head sheet={sheet} />
      <div className={classes.stack}>
        <Need sheet={sheet} />
        {sheet.settled ? (
          <Settled settled={sheet.settled}>
            {may('reopen') ? (
              <div data-screen-only>
                <Button variant="default" size="md" onClick={() => setReopening(true)}>
                  {m.quotes_reopen()}
                </Button>
              </div>
            ) : null}
          </Settled>
        ) : null}
        {sheet.quotes.length === 0 ? (
          <EmptyState icon={IconPhone} title={m.quotes_none()} text={m.quotes_none_text()} />
        ) : narrow ? (
          <QuoteCards sheet={sheet} acts={acts} />
        ) : (
          <QuoteTable sheet={sheet} acts={acts} />
        )}
        <WhyNot sheet={sheet} />
        <SignedScans kind="quote-sheets" id={sheet.id} />
        {sheet.earlier.map((one) => (
          <Earlier key={one.round} earlier={one} />
        ))}
      </div>
      <SettleDialog sheet={sheet} quote={taking} onClose={() => setTaking(null)} />
      <Dialogs
        sheet={sheet}
        removing={removing}
        reopening={reopening}
        onClose={() => {
          setRemoving(null);
          setReopening(false);
        }}
      />
      <FileViewer
        files={sheet.quotes.flatMap(({ document }) => (document ? [asPicture(document)] : []))}
        address={address}
        shown={paper}
        onShow={setPaper}
      />
    </>
  );
}

function Head({ sheet }: { sheet: QuoteSheetView }) {
  const { request } = sheet;
  const params = { requestId: request.id };
  const records = actionState(sheet.allowed_actions, 'record').allowed;
  return (
    <PageHeader
      number={request.number}
      title={m.quotes_title()}
      back={{ to: '/purchases/$requestId', params, label: request.title }}
      facts={<StatusBadge tone={sheetTone(sheet)}>{sheet.state_text}</StatusBadge>}
      actions={
        <LinkButton
          to="/purchases/$requestId/quotes/print"
          params={params}
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
        >
          {m.quotes_print()}
        </LinkButton>
      }
      primary={
        records ? (
          <LinkButton
            to="/purchases/$requestId/quotes/new"
            params={params}
            leftSection={<IconPencil size={20} aria-hidden />}
          >
            {m.quotes_add()}
          </LinkButton>
        ) : undefined
      }
    />
  );
}

function Need({ sheet }: { sheet: QuoteSheetView }) {
  const { need, request } = sheet;
  const exempt = need.exempt_price_lists || need.exempt_e_mall;
  return (
    <div className={classes.need}>
      <p>
        {need.text} {TOTAL_WORDS[sheet.stage]({ amount: formatMoney(request.total) })}
      </p>
      {need.quotes > 1 && exempt ? <p className={classes.quiet}>{exemptions(sheet)}</p> : null}
      {sheet.reopen_reason ? (
        <p className={classes.strong}>{m.quotes_reopened({ reason: sheet.reopen_reason })}</p>
      ) : null}
      <p className={classes.quiet}>
        {m.quotes_opened_by({ name: sheet.opened_by.name })}{' '}
        <DateText value={sheet.opened_at} hour />
      </p>
    </div>
  );
}

function exemptions({ need }: QuoteSheetView): string {
  if (need.exempt_price_lists && need.exempt_e_mall) {
    return m.quotes_exempt_both();
  }
  return need.exempt_e_mall ? m.quotes_exempt_e_mall() : m.quotes_exempt_price_lists();
}

/** Why nothing can be taken here, in the server's words. */
function WhyNot({ sheet }: { sheet: QuoteSheetView }) {
  const steps = sheet.settled ? ['reopen'] : ['record', 'settle'];
  const reasons = steps.flatMap((step) => actionState(sheet.allowed_actions, step).reason ?? []);
  const beyond = !sheet.settled && sheet.quotes.some((quote) => beyondTotal(sheet, quote));
  const instead = beyond ? BEYOND_WORDS[sheet.stage].text() : '';
  return (
    <>
      {instead ? <p className={classes.quiet}>{instead}</p> : null}
      {[...new Set(reasons)].map((reason) => (
        <p key={reason} className={classes.quiet}>
          {reason}
        </p>
      ))}
    </>
  );
}

interface DialogsProps {
  sheet: QuoteSheetView;
  removing: QuoteView | null;
  reopening: boolean;
  onClose: () => void;
}

function Dialogs({ sheet, removing, reopening, onClose }: DialogsProps) {
  const keep = useKeepSheet();
  return (
    <>
      <ReasonDialog
        name={`purchases.quote.remove.${removing?.id ?? ''}`}
        title={m.quotes_remove()}
        reasonLabel={m.quotes_remove_reason({ name: removing?.supplier.name ?? '' })}
        shown={PURCHASES}
        act={(reason, key) => removeQuote(sheet, removing?.supplier.id ?? '', reason, key)}
        onDone={keep}
        open={removing !== null}
        onClose={onClose}
      />
      <ReasonDialog
        name={`purchases.quotes.reopen.${sheet.id}`}
        title={m.quotes_reopen()}
        reasonLabel={m.quotes_reopen_reason()}
        shown={PURCHASES}
        act={(reason, key) => reopenSheet(sheet, reason, key)}
        onDone={keep}
        open={reopening}
        onClose={onClose}
      />
    </>
  );
}
