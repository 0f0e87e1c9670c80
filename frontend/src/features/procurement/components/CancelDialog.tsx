import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { PurchaseRequestView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { cancelRequest, refreshRequests } from '../acts';
import { PURCHASES } from '../queries';

interface Props {
  request: PurchaseRequestView;
  open: boolean;
  onClose: () => void;
}

export function CancelDialog({ request, open, onClose }: Props) {
  return (
    <Dialog title={m.purchases_cancel()} open={open} onClose={onClose}>
      <CancelForm request={request} onDone={onClose} />
    </Dialog>
  );
}

function CancelForm({ request, onDone }: { request: PurchaseRequestView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `purchases.cancel.${request.id}`,
    owner: person.id,
    initialValues: { reason: '' },
    validate: { reason: (text) => (text.trim() ? null : m.ui_required()) },
    send: ({ reason }, key) =>
      orNewest(queryClient, PURCHASES, cancelRequest(request, reason.trim(), key)),
    onAccepted: (changed) => {
      refreshRequests(queryClient, changed);
      onDone();
    },
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <TextInput label={m.purchases_cancel_reason()} {...submission.form.getInputProps('reason')} />
      <SubmitBar>
        <Button type="submit" color="red" loading={submission.sending}>
          {m.purchases_cancel()}
        </Button>
      </SubmitBar>
    </form>
  );
}
