import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import paper from '@/ui/Paper.module.css';
import classes from './MeetingPaper.module.css';

/** What a meeting decided, as papers say it. */
export interface Met {
  /** Which meeting. */
  title: string;
  held_on: string;
  present: number;
  votes_for: number;
  votes_against: number;
  votes_abstained: number;
  minutes?: string | null;
  recorded_by: string;
  /** Files of its minutes. */
  files?: number;
}

/** A block of its own on a paper: a meeting signs nothing, and whoever wrote its minutes down decided nothing. */
export function MeetingPaper({ met }: { met: Met }) {
  return (
    <table className={paper.table}>
      <caption>{met.title}</caption>
      <tbody>
        <tr>
          <th scope="row">{m.papers_meeting_day()}</th>
          <td>{formatExact(met.held_on)}</td>
          <th scope="row">{m.papers_meeting_present()}</th>
          <td>{met.present}</td>
        </tr>
        <tr>
          <th scope="row">{m.papers_meeting_votes()}</th>
          <td>
            {m.papers_meeting_counted({
              yes: met.votes_for,
              no: met.votes_against,
              abstained: met.votes_abstained,
            })}
          </td>
          <th scope="row">{m.papers_meeting_recorded_by()}</th>
          <td>{met.recorded_by}</td>
        </tr>
        <tr>
          <th scope="row">{m.papers_meeting_resolved()}</th>
          <td colSpan={3}>
            {met.minutes ? <p className={classes.words}>{met.minutes}</p> : null}
            {met.files ? <p>{m.papers_meeting_in_pages({ count: met.files })}</p> : null}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
