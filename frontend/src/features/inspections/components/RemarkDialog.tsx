import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { InspectionRoundView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { keepRound } from '../acts';
import { INSPECTIONS } from '../queries';

interface FormProps {
  name: string;
  title: string;
  text: string;
  act: (remark: string | null, key: string) => Promise<InspectionRoundView>;
  onClose: () => void;
}

/** A signature with a word beside it, or without one. */
export function RemarkDialog({ open, ...form }: FormProps & { open: boolean }) {
  return (
    <Dialog title={form.title} open={open} onClose={form.onClose}>
      <RemarkForm {...form} />
    </Dialog>
  );
}

function RemarkForm({ name, title, text, act, onClose }: FormProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name,
    owner: person.id,
    initialValues: { remark: '' },
    send: ({ remark }, key) => orNewest(queryClient, INSPECTIONS, act(remark.trim() || null, key)),
    onAccepted: (round) => {
      keepRound(queryClient, round);
      onClose();
    },
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p>{text}</p>
      <TextArea
        label={m.inspections_remark()}
        rows={2}
        {...submission.form.getInputProps('remark')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {title}
        </Button>
      </SubmitBar>
    </form>
  );
}
