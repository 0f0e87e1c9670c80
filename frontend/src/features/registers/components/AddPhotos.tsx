import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { PhotoPicker } from '@/ui/PhotoPicker';
import { SubmitBar } from '@/ui/SubmitBar';
import { useUploads } from '@/ui/use-uploads';
import { attach } from '../attachments';

/** Most at one time; a card holds a hundred. */
const MOST = 9;

interface Props {
  assetId: string;
  open: boolean;
  onClose: () => void;
}

/** Photos for a card: taken or chosen, sent while the caption is typed, put on the card together. */
export function AddPhotos({ assetId, open, onClose }: Props) {
  return (
    <Dialog title={m.files_add_photos()} open={open} onClose={onClose}>
      <PhotosForm assetId={assetId} onDone={onClose} />
    </Dialog>
  );
}

function PhotosForm({ assetId, onDone }: { assetId: string; onDone: () => void }) {
  const queryClient = useQueryClient();
  const me = useMe();
  const { photos, add, remove, retry } = useUploads(MOST);
  const ids = photos.flatMap((photo) => (photo.id ? [photo.id] : []));
  const waiting = photos.some((photo) => photo.state !== 'sent');
  const submission = useSubmission({
    name: 'registers.photos',
    owner: me.person.id,
    initialValues: { caption: '' },
    send: ({ caption }, key) =>
      attach(assetId, { ids, kind: 'photo', caption: caption.trim() || undefined }, key),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['registers', 'asset', assetId] });
      onDone();
    },
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <PhotoPicker
        label={m.files_pick_photos()}
        photos={photos}
        most={MOST}
        onAdd={add}
        onRemove={remove}
        onRetry={retry}
      />
      <TextInput
        mt="md"
        label={m.files_caption()}
        placeholder={m.files_caption_example()}
        {...submission.form.getInputProps('caption')}
      />
      <SubmitBar>
        <Button
          type="submit"
          size="md"
          disabled={ids.length === 0 || waiting}
          loading={submission.sending}
        >
          {m.files_put_on_card()}
        </Button>
      </SubmitBar>
    </form>
  );
}
