import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import type { AttachmentView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { IconDownload, IconTrash } from '@/ui/icons';
import { announce } from '@/ui/notices';
import { contentUrl, detach, fileSize } from '../attachments';
import classes from './AssetAttachments.module.css';

interface Props {
  assetId: string;
  /** Null: closed. */
  shown: AttachmentView | null;
  mayRemove: boolean;
  onClose: () => void;
}

/** A photo large, or a document to be saved; who added it, and the way to take it off. */
export function AttachmentDialog({ assetId, shown, mayRemove, onClose }: Props) {
  const title = shown ? (shown.caption ?? shown.file_name) : '';
  return (
    <Dialog title={title} open={shown !== null} onClose={onClose}>
      {shown ? (
        <div className={classes.large}>
          {shown.kind === 'photo' ? (
            <img
              src={contentUrl(assetId, shown.id, 1600)}
              alt={title}
              width={shown.width ?? undefined}
              height={shown.height ?? undefined}
            />
          ) : (
            <a className={classes.save} href={contentUrl(assetId, shown.id)} download>
              <IconDownload size={20} stroke={1.6} aria-hidden />
              <span>{m.files_save({ name: shown.file_name, size: fileSize(shown.bytes) })}</span>
            </a>
          )}
          <p className={classes.added}>
            {m.files_added_by({ name: shown.added_by_name })} <DateText value={shown.added_at} />
          </p>
          {mayRemove ? <Remove assetId={assetId} shown={shown} onDone={onClose} /> : null}
        </div>
      ) : null}
    </Dialog>
  );
}

interface RemoveProps {
  assetId: string;
  shown: AttachmentView;
  onDone: () => void;
}

function Remove({ assetId, shown, onDone }: RemoveProps) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function remove(): Promise<void> {
    setBusy(true);
    try {
      await detach(assetId, shown.id);
      await queryClient.invalidateQueries({ queryKey: ['registers', 'asset', assetId] });
      announce(m.files_removed(), shown.caption ?? shown.file_name);
      onDone();
    } catch (error) {
      setRefusal(problemOf(error)?.detail ?? m.files_no_answer());
    } finally {
      setBusy(false);
    }
  }
  return (
    <div>
      <Button
        variant="default"
        size="md"
        loading={busy}
        leftSection={<IconTrash size={18} aria-hidden />}
        onClick={() => void remove()}
      >
        {m.files_remove()}
      </Button>
      {refusal ? (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      ) : null}
    </div>
  );
}
