import { useState } from 'react';
import type { AttachmentView, MeetingView } from '@/api/schema';
import { m } from '@/i18n/messages';
import classes from './ApprovalSteps.module.css';
import { AttachedFiles } from './AttachedFiles';
import { FileViewer } from './FileViewer';
import { minutesAddress } from './minutes-address';

interface Props {
  meeting: MeetingView;
  /** Of the approval, where the reader may open its minutes. */
  approvalId: string | null;
}

/** What a meeting decided: when, who came, how they voted, what was resolved, and the pages that say so. */
export function Minutes({ meeting, approvalId }: Props) {
  return (
    <>
      <p>
        {m.approvals_meeting_said({
          day: meeting.held_on,
          present: meeting.present,
          yes: meeting.votes_for,
          no: meeting.votes_against,
          abstained: meeting.votes_abstained,
        })}
      </p>
      {meeting.minutes ? <p className={classes.minutes}>{meeting.minutes}</p> : null}
      {meeting.pages.length > 0 ? <Pages pages={meeting.pages} approvalId={approvalId} /> : null}
    </>
  );
}

interface PagesProps {
  pages: readonly AttachmentView[];
  approvalId: string | null;
}

function Pages({ pages, approvalId }: PagesProps) {
  const [shown, setShown] = useState<AttachmentView | null>(null);
  if (!approvalId) {
    return <p className={classes.meta}>{m.approvals_minutes_files({ count: pages.length })}</p>;
  }
  const address = minutesAddress(approvalId);
  return (
    <>
      <AttachedFiles files={pages} address={address} onShow={setShown} />
      <FileViewer files={pages} address={address} shown={shown} onShow={setShown} />
    </>
  );
}
