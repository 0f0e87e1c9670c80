import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import type { AttachmentView, PublicationView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { AttachedFiles, type FileAddress } from '@/ui/AttachedFiles';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { FileViewer } from '@/ui/FileViewer';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { ReportFile } from '@/ui/ReportFile';
import { WideTable } from '@/ui/WideTable';
import { PURCHASES } from '../queries';
import { PostDialog } from './PostDialog';
import classes from './Publication.module.css';
import { PublicationMarks } from './PublicationMarks';
import { PublishedMeetings } from './PublishedMeetings';
import { PublishedTable } from './PublishedTable';
import { boardAddress, cancelPublication, publicationFile, publicationQuery } from './queries';

/** A notice: what it lists, since when it hangs on the board, and the photo that shows it. */
export function PublicationPage({ publicationId }: { publicationId: string }) {
  const { data: notice } = useSuspenseQuery(publicationQuery(publicationId));
  const queryClient = useQueryClient();
  const [posting, setPosting] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const may = (action: string) => actionState(notice.allowed_actions, action).allowed;
  return (
    <>
      <PageHeader
        number={notice.number}
        title={notice.title}
        back={{ to: '/purchases/publications', label: m.publications_title() }}
        facts={<PublicationMarks row={notice} />}
        actions={
          <>
            <LinkButton
              to="/purchases/publications/$publicationId/print"
              params={{ publicationId }}
              variant="default"
              leftSection={<IconPrinter size={18} aria-hidden />}
            >
              {m.publications_print()}
            </LinkButton>
            <ReportFile
              name={notice.title}
              make={() => publicationFile(publicationId)}
              ending="zip"
              label={m.ui_report_archive()}
            />
          </>
        }
        primary={
          may('post') ? (
            <Button onClick={() => setPosting(true)}>{m.publications_post()}</Button>
          ) : undefined
        }
      />
      {notice.reason ? (
        <p className={classes.reason}>{m.purchases_reason({ reason: notice.reason })}</p>
      ) : null}
      <div className={classes.stack}>
        <NoticeFacts notice={notice} />
        {notice.rows.length === 0 ? (
          <p>{m.publications_nothing()}</p>
        ) : (
          <WideTable label={notice.title}>
            <PublishedTable notice={notice} />
          </WideTable>
        )}
        <PublishedMeetings notice={notice} />
        {notice.state === 'draft' ? (
          <p className={classes.quiet}>{m.publications_not_fixed()}</p>
        ) : null}
        <Board notice={notice} />
        {may('cancel') ? (
          <div data-screen-only>
            <Button variant="default" onClick={() => setCancelling(true)}>
              {m.publications_cancel()}
            </Button>
          </div>
        ) : null}
      </div>
      <PostDialog notice={notice} open={posting} onClose={() => setPosting(false)} />
      <ReasonDialog
        name={`purchases.publication.cancel.${notice.id}`}
        title={m.publications_cancel()}
        reasonLabel={m.publications_cancel_reason()}
        shown={PURCHASES}
        act={(reason, key) => cancelPublication(notice, reason, key)}
        onDone={(changed) => {
          queryClient.setQueryData(publicationQuery(changed.id).queryKey, changed);
          void queryClient.invalidateQueries({ queryKey: PURCHASES });
        }}
        open={cancelling}
        onClose={() => setCancelling(false)}
      />
    </>
  );
}

function NoticeFacts({ notice }: { notice: PublicationView }) {
  const { published_on: on, published_until: until } = notice;
  return (
    <div className={classes.facts}>
      <Facts
        items={[
          {
            label: m.publications_period(),
            value: (
              <>
                <DateText value={notice.period_from} />–<DateText value={notice.period_to} />
              </>
            ),
          },
          {
            label: m.publications_lists(),
            value: notice.with_petty ? m.publications_lists_petty() : m.publications_lists_goods(),
          },
          { label: m.publications_due(), value: <DateText value={notice.due_on} /> },
          { label: m.publications_published_on(), value: on ? <DateText value={on} /> : null },
          {
            label: m.publications_published_until(),
            value: until ? <DateText value={until} /> : null,
          },
          { label: m.publications_phone(), value: notice.phone },
          { label: m.purchases_total(), value: formatMoney(notice.total) },
        ]}
      />
    </div>
  );
}

function Board({ notice }: { notice: PublicationView }) {
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const address: FileAddress = (photo, size) => boardAddress(notice.id, photo, size);
  return notice.attachments.length > 0 ? (
    <section aria-labelledby="board">
      <h2 id="board">{m.publications_photo()}</h2>
      <AttachedFiles files={notice.attachments} address={address} onShow={setShown} />
      <FileViewer files={notice.attachments} address={address} shown={shown} onShow={setShown} />
    </section>
  ) : null;
}
