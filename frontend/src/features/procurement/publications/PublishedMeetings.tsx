import type { PublicationView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { MeetingPaper } from '../components/MeetingPaper';
import classes from './Publication.module.css';

/** What meetings decided about the requests of a notice, each by the number of its request. */
export function PublishedMeetings({ notice }: { notice: PublicationView }) {
  return notice.meetings.length > 0 ? (
    <div className={classes.meetings}>
      {notice.meetings.map((met) => {
        const title = m.papers_meeting_about({ title: met.title, number: met.request_number });
        return <MeetingPaper key={title} met={{ ...met, title }} />;
      })}
    </div>
  ) : null;
}
