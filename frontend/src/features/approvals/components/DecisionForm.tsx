import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { ApprovalView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { type Act, decide } from '../acts';
import { decisionRules, EMPTY_DECISION, verdictOf } from '../decision-form';
import { APPROVALS } from '../queries';
import { ACT_WORDS } from '../words';
import classes from './DecisionForm.module.css';
import { MeetingFields } from './MeetingFields';

interface Props {
  approval: ApprovalView;
  act: Act;
  onDone: () => void;
}

/** A yes may stay silent, a no says why; what a meeting decided says when, how many and how they voted, and shows its minutes. */
export function DecisionForm({ approval, act, onDone }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const [photosWait, setPhotosWait] = useState(false);
  const [fileWaits, setFileWaits] = useState(false);
  const byMeeting =
    approval.waits_for === 'office_meeting' || approval.waits_for === 'staff_congress';
  const submission = useSubmission({
    name: `approvals.${act}.${approval.id}`,
    owner: person.id,
    initialValues: EMPTY_DECISION,
    validate: decisionRules(act, byMeeting),
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
        <MeetingFields form={form} onPhotosWaiting={setPhotosWait} onFileWaiting={setFileWaits} />
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
          disabled={photosWait || fileWaits}
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
