import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { RequisitionView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { cancelRequisition, keepRequisition } from '../acts';
import { STORES } from '../queries';

interface Props {
  requisition: RequisitionView;
  onDone: () => void;
}

/** It is not needed any more, and why. */
export function CancelForm({ requisition, onDone }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `stores.requisition.cancel.${requisition.id}`,
    owner: person.id,
    initialValues: { reason: '' },
    validate: { reason: (text) => (text.trim() ? null : m.ui_required()) },
    send: ({ reason }, key) =>
      orNewest(queryClient, STORES, cancelRequisition(requisition, reason.trim(), key)),
    onAccepted: (changed) => {
      void keepRequisition(queryClient, changed);
      onDone();
    },
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <TextInput
        label={m.requisitions_cancel_reason()}
        {...submission.form.getInputProps('reason')}
      />
      <SubmitBar>
        <Button type="submit" color="red" loading={submission.sending}>
          {m.requisitions_cancel()}
        </Button>
      </SubmitBar>
    </form>
  );
}
