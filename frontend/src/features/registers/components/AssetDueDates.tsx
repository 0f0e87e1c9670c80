import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useMe, usePermission } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { AddDueDate, DueDateView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconButton } from '@/ui/IconButton';
import { IconTrash } from '@/ui/icons';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { DueState } from '../due/DueState';
import classes from '../due/due.module.css';
import { FinishDue } from '../due/FinishDue';
import { add, cardDueQuery, remove } from '../due/queries';
import { dueKinds } from '../due/words';

/** On a card: what has to be done with it by when, done from here, and another one added. */
export function AssetDueDates({ assetId }: { assetId: string }) {
  const { data: dues } = useQuery(cardDueQuery(assetId));
  const may = usePermission('assets.correct');
  const [adding, setAdding] = useState(false);
  const id = useId();
  if (!dues || (dues.length === 0 && !may)) {
    return null;
  }
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{m.due_on_card()}</h2>
        {may ? (
          <Button variant="default" size="md" onClick={() => setAdding(true)}>
            {m.due_add()}
          </Button>
        ) : null}
      </div>
      {dues.length === 0 ? (
        <p className={classes.quiet}>{m.due_on_card_none()}</p>
      ) : (
        <ul className={classes.list}>
          {dues.map((due) => (
            <Due key={due.id} due={due} may={may} />
          ))}
        </ul>
      )}
      <Dialog title={m.due_add()} open={adding} onClose={() => setAdding(false)}>
        <AddForm assetId={assetId} onDone={() => setAdding(false)} />
      </Dialog>
    </section>
  );
}

function Due({ due, may }: { due: DueDateView; may: boolean }) {
  const queryClient = useQueryClient();
  const [taking, setTaking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function take() {
    setTaking(true);
    setTrouble(null);
    try {
      await remove(due);
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.files_no_answer());
    }
    setTaking(false);
    await queryClient.invalidateQueries({ queryKey: ['registers'] });
  }
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <p className={classes.name}>{due.kind_text}</p>
        <p>
          <DateText value={due.due_on} /> <DueState due={due} />
        </p>
        {due.note ? <p className={classes.quiet}>{due.note}</p> : null}
        {trouble ? (
          <p role="alert" className={classes.trouble}>
            {trouble}
          </p>
        ) : null}
      </div>
      {may ? (
        <>
          <FinishDue due={due} />
          <IconButton
            label={m.due_remove({ what: due.kind_text })}
            disabled={taking}
            onClick={() => void take()}
          >
            <IconTrash size={18} aria-hidden />
          </IconButton>
        </>
      ) : null}
    </li>
  );
}

function AddForm({ assetId, onDone }: { assetId: string; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: 'registers.due.add',
    owner: person.id,
    initialValues: { kind: '', due_on: '', note: '' },
    validate: {
      kind: (kind) => (kind ? null : m.ui_required()),
      due_on: (day) => (day ? null : m.ui_required()),
    },
    send: ({ kind, due_on, note }, key) =>
      add(assetId, { kind: kind as AddDueDate['kind'], due_on, note: note.trim() || null }, key),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form onSubmit={submission.onSubmit} noValidate className={classes.form}>
      <FormAlert notice={submission.notice} />
      <SelectField label={m.due_kind()} options={dueKinds()} {...form.getInputProps('kind')}>
        <option value="">{m.due_choose()}</option>
      </SelectField>
      <TextInput label={m.due_on()} type="date" {...form.getInputProps('due_on')} />
      <TextArea
        label={m.due_note()}
        placeholder={m.due_note_example()}
        rows={2}
        {...form.getInputProps('note')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.due_add_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
