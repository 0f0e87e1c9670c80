import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { ApprovalView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { type Act, decide, type Verdict } from '../acts';
import { APPROVALS } from '../queries';
import { ACT_WORDS } from '../words';
import classes from './DecisionForm.module.css';

interface Props {
  approval: ApprovalView;
  act: Act;
  onDone: () => void;
}

type MeetingField = 'present' | 'votes_for' | 'votes_against' | 'votes_abstained';

type MeetingValues = Record<MeetingField | 'held_on' | 'minutes', string>;

type Values = { reason: string; comment: string; meeting: MeetingValues };

const NUMBERS: Record<MeetingField, () => string> = {
  present: m.approvals_meeting_present,
  votes_for: m.approvals_meeting_for,
  votes_against: m.approvals_meeting_against,
  votes_abstained: m.approvals_meeting_abstained,
};

/** A yes may stay silent, a no says why; what a meeting decided says when, how many and how they voted. */
export function DecisionForm({ approval, act, onDone }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const byMeeting =
    approval.waits_for === 'office_meeting' || approval.waits_for === 'staff_congress';
  const needed = (text: string) => (text.trim() ? null : m.ui_required());
  const forMeeting = (text: string) => (byMeeting ? needed(text) : null);
  const submission = useSubmission({
    name: `approvals.${act}.${approval.id}`,
    owner: person.id,
    initialValues: {
      reason: '',
      comment: '',
      meeting: {
        held_on: '',
        present: '',
        votes_for: '',
        votes_against: '0',
        votes_abstained: '0',
        minutes: '',
      },
    } as Values,
    validate: {
      reason: (text) => (act === 'approve' ? null : needed(text)),
      meeting: {
        held_on: forMeeting,
        present: forMeeting,
        votes_for: forMeeting,
        minutes: forMeeting,
      },
    },
    send: (values, key) => {
      const sent = decide(approval, verdictOf(act, values, byMeeting), key);
      return orNewest(queryClient, APPROVALS, sent);
    },
    onAccepted: onDone,
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {byMeeting ? (
        <>
          <TextInput
            type="date"
            label={m.approvals_meeting_day()}
            {...form.getInputProps('meeting.held_on')}
          />
          <div className={classes.numbers}>
            {(Object.keys(NUMBERS) as MeetingField[]).map((field) => (
              <TextInput
                key={field}
                label={NUMBERS[field]()}
                inputMode="numeric"
                {...form.getInputProps(`meeting.${field}`)}
              />
            ))}
          </div>
          <TextArea
            label={m.approvals_meeting_minutes()}
            placeholder={m.approvals_meeting_minutes_example()}
            {...form.getInputProps('meeting.minutes')}
          />
        </>
      ) : null}
      {act === 'approve' ? (
        <TextInput label={m.approvals_comment()} {...form.getInputProps('comment')} />
      ) : (
        <TextInput label={m.approvals_reason()} {...form.getInputProps('reason')} />
      )}
      <SubmitBar>
        <Button
          type="submit"
          loading={submission.sending}
          color={act === 'reject' ? 'red' : undefined}
        >
          {act === 'approve' && approval.amount
            ? m.approvals_approve_amount({ amount: formatMoney(approval.amount) })
            : ACT_WORDS[act]()}
        </Button>
      </SubmitBar>
    </form>
  );
}

function verdictOf(act: Act, values: Values, byMeeting: boolean): Verdict {
  const { held_on, minutes } = values.meeting;
  const number = (field: MeetingField) => Number(values.meeting[field]);
  const meeting = byMeeting
    ? {
        held_on,
        minutes,
        present: number('present'),
        votes_for: number('votes_for'),
        votes_against: number('votes_against'),
        votes_abstained: number('votes_abstained'),
      }
    : null;
  return act === 'approve'
    ? { act, body: { comment: values.comment.trim() || null, meeting } }
    : { act, body: { reason: values.reason.trim(), meeting } };
}
