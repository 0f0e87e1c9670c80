import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { PURCHASES } from '../queries';

interface FormProps<R> {
  /** Names the form on this device. */
  name: string;
  /** The act, in the words of the button that opened it. */
  title: string;
  reasonLabel: string;
  cancel: (reason: string, key: string) => Promise<R>;
  onCancelled: (changed: R) => void;
}

interface Props<R> extends FormProps<R> {
  open: boolean;
  onClose: () => void;
}

/** Ends a purchase, with a reason. */
export function CancelDialog<R>({ open, onClose, onCancelled, ...form }: Props<R>) {
  return (
    <Dialog title={form.title} open={open} onClose={onClose}>
      <CancelForm
        {...form}
        onCancelled={(changed) => {
          onCancelled(changed);
          onClose();
        }}
      />
    </Dialog>
  );
}

function CancelForm<R>({ name, title, reasonLabel, cancel, onCancelled }: FormProps<R>) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name,
    owner: person.id,
    initialValues: { reason: '' },
    validate: { reason: (text) => (text.trim() ? null : m.ui_required()) },
    send: ({ reason }, key) => orNewest(queryClient, PURCHASES, cancel(reason.trim(), key)),
    onAccepted: onCancelled,
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <TextInput label={reasonLabel} {...submission.form.getInputProps('reason')} />
      <SubmitBar>
        <Button type="submit" color="red" loading={submission.sending}>
          {title}
        </Button>
      </SubmitBar>
    </form>
  );
}
