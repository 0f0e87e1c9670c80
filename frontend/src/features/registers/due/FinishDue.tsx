import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { DueDateView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { announce } from '@/ui/notices';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import classes from './due.module.css';
import { finish } from './queries';

/** It was done: when, and when it is due again. */
export function FinishDue({ due }: { due: DueDateView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className={classes.act} variant="default" size="md" onClick={() => setOpen(true)}>
        {m.due_done()}
      </Button>
      <Dialog
        title={m.due_done_title({ what: due.kind_text })}
        open={open}
        onClose={() => setOpen(false)}
      >
        <FinishForm due={due} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function FinishForm({ due, onDone }: { due: DueDateView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: 'registers.due.done',
    owner: person.id,
    initialValues: { done_on: schoolDay(), next_due_on: '', note: '' },
    validate: { done_on: (day) => (day ? null : m.ui_required()) },
    send: ({ done_on, next_due_on, note }, key) =>
      orNewest(
        queryClient,
        ['registers', 'due'],
        finish(due, { done_on, next_due_on: next_due_on || null, note: note.trim() || null }, key),
      ),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      announce(m.due_finished(), `${due.kind_text} · ${due.asset_name}`);
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form onSubmit={submission.onSubmit} noValidate className={classes.form}>
      <FormAlert notice={submission.notice} />
      <p>{`${due.asset.asset_no} ${due.asset_name}`}</p>
      <TextInput label={m.due_done_on()} type="date" {...form.getInputProps('done_on')} />
      <TextInput
        label={m.due_next()}
        description={m.due_next_hint()}
        type="date"
        {...form.getInputProps('next_due_on')}
      />
      <TextArea
        label={m.due_note()}
        placeholder={m.due_note_example()}
        rows={2}
        {...form.getInputProps('note')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.due_finish()}
        </Button>
      </SubmitBar>
    </form>
  );
}
