import { Button, TextInput } from '@mantine/core';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from './Dialog';
import { FormAlert } from './FormAlert';
import { SubmitBar } from './SubmitBar';

interface FormProps<R> {
  /** Names the form on this device. */
  name: string;
  /** The act, in the words of the button that opened it. */
  title: string;
  reasonLabel: string;
  /** What comes of it, where the title does not say. */
  text?: string;
  /** What is asked for anew when somebody was faster. */
  shown: QueryKey;
  act: (reason: string, key: string) => Promise<R>;
  onDone: (changed: R) => void;
}

interface Props<R> extends FormProps<R> {
  open: boolean;
  onClose: () => void;
}

/** An act that takes something back or ends it, and says why. */
export function ReasonDialog<R>({ open, onClose, onDone, ...form }: Props<R>) {
  return (
    <Dialog title={form.title} open={open} onClose={onClose}>
      <ReasonForm
        {...form}
        onDone={(changed) => {
          onDone(changed);
          onClose();
        }}
      />
    </Dialog>
  );
}

function ReasonForm<R>({ name, title, reasonLabel, text, shown, act, onDone }: FormProps<R>) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name,
    owner: person.id,
    initialValues: { reason: '' },
    validate: { reason: (text) => (text.trim() ? null : m.ui_required()) },
    send: ({ reason }, key) => orNewest(queryClient, shown, act(reason.trim(), key)),
    onAccepted: onDone,
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {text ? <p>{text}</p> : null}
      <TextInput label={reasonLabel} {...submission.form.getInputProps('reason')} />
      <SubmitBar>
        <Button type="submit" color="red" loading={submission.sending}>
          {title}
        </Button>
      </SubmitBar>
    </form>
  );
}
