import { m } from '@/i18n/messages';
import type { Rules } from '@/offline/form';
import type { Act, Verdict } from './acts';

export type MeetingNumber = 'present' | 'votes_for' | 'votes_against' | 'votes_abstained';

// Types, not interfaces: a form asks for an index signature.
type MeetingValues = Record<MeetingNumber | 'held_on' | 'minutes' | 'pdf', string> & {
  upload_ids: string[];
};

export type DecisionValues = { reason: string; comment: string; meeting: MeetingValues };

export const EMPTY_DECISION: DecisionValues = {
  reason: '',
  comment: '',
  meeting: {
    held_on: '',
    present: '',
    votes_for: '',
    votes_against: '0',
    votes_abstained: '0',
    minutes: '',
    upload_ids: [],
    pdf: '',
  },
};

/** A no says why; what a meeting decided says when, how many and how they voted, and shows its minutes or says what was resolved. */
export function decisionRules(act: Act, byMeeting: boolean): Rules<DecisionValues> {
  const needed = (text: string) => (text.trim() ? null : m.ui_required());
  const forMeeting = (text: string) => (byMeeting ? needed(text) : null);
  return {
    reason: (text) => (act === 'approve' ? null : needed(text)),
    meeting: {
      held_on: forMeeting,
      present: forMeeting,
      votes_for: forMeeting,
      minutes: (text, { meeting }) =>
        !byMeeting || text.trim() || pagesOf(meeting).length > 0
          ? null
          : m.approvals_minutes_needed(),
    },
  };
}

export function verdictOf(act: Act, values: DecisionValues, byMeeting: boolean): Verdict {
  const meeting = byMeeting ? meetingOf(values.meeting) : null;
  return act === 'approve'
    ? { act, body: { comment: values.comment.trim() || null, meeting } }
    : { act, body: { reason: values.reason.trim(), meeting } };
}

function meetingOf(values: MeetingValues) {
  return {
    held_on: values.held_on,
    present: Number(values.present),
    votes_for: Number(values.votes_for),
    votes_against: Number(values.votes_against),
    votes_abstained: Number(values.votes_abstained),
    minutes: values.minutes.trim() || null,
    upload_ids: pagesOf(values),
  };
}

/** The photos in order, then the file. */
function pagesOf({ upload_ids, pdf }: MeetingValues): string[] {
  return pdf ? [...upload_ids, pdf] : upload_ids;
}
