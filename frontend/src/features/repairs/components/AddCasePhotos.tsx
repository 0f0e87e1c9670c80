import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { RepairPhotoPurpose } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { PhotoField } from '@/ui/PhotoField';
import { SubmitBar } from '@/ui/SubmitBar';
import { attach } from '../attachments';
import { REPAIRS } from '../queries';

interface Props {
  caseId: string;
  /** What they show; null: closed. */
  purpose: RepairPhotoPurpose | null;
  onClose: () => void;
}

/** Photos for a case that is there already. */
export function AddCasePhotos({ caseId, purpose, onClose }: Props) {
  const title = purpose === 'done' ? m.repairs_add_done_photos() : m.repairs_add_photos();
  return (
    <Dialog title={title} open={purpose !== null} onClose={onClose}>
      {purpose ? <PhotosForm caseId={caseId} purpose={purpose} onDone={onClose} /> : null}
    </Dialog>
  );
}

interface FormProps {
  caseId: string;
  purpose: RepairPhotoPurpose;
  onDone: () => void;
}

function PhotosForm({ caseId, purpose, onDone }: FormProps) {
  const queryClient = useQueryClient();
  const { person } = useMe();
  const [waiting, setWaiting] = useState(false);
  const { form, notice, sending, onSubmit } = useSubmission({
    name: `repairs.photos.${purpose}.${caseId}`,
    owner: person.id,
    initialValues: { upload_ids: [] as string[] },
    send: ({ upload_ids }, key) => attach(caseId, { ids: upload_ids, kind: 'photo', purpose }, key),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: REPAIRS });
      onDone();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <PhotoField
        label={m.files_pick_photos()}
        most={9}
        value={form.values.upload_ids}
        onChange={(ids) => form.setFieldValue('upload_ids', ids)}
        onWaiting={setWaiting}
        errors={form.errors}
      />
      <SubmitBar>
        <Button
          type="submit"
          loading={sending}
          disabled={waiting || form.values.upload_ids.length === 0}
        >
          {m.repairs_put_on_case()}
        </Button>
      </SubmitBar>
    </form>
  );
}
