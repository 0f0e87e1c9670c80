import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useState } from 'react';
import { usePermission } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { AttachmentView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { IconFileText, IconPaperclip, IconPhoto } from '@/ui/icons';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { attachDocument, attachmentsQuery, contentUrl, fileSize } from '../attachments';
import { AddPhotos } from './AddPhotos';
import classes from './AssetAttachments.module.css';
import { AttachmentDialog } from './AttachmentDialog';

const DOCUMENTS = '.pdf,.ofd,.xlsx,.xls,.docx,.csv,.txt';

/** What a card looks like and what papers belong to it. Who registers cards may add and take off. */
export function AssetAttachments({ assetId }: { assetId: string }) {
  const query = useQuery(attachmentsQuery(assetId));
  const adds = usePermission('assets.register');
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const photos = query.data?.filter((one) => one.kind === 'photo') ?? [];
  const documents = query.data?.filter((one) => one.kind === 'document') ?? [];
  if (query.data?.length === 0 && !adds) {
    return null;
  }
  return (
    <section aria-labelledby="attachments" className={classes.section}>
      <h2 id="attachments">{m.files_title()}</h2>
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <PageSkeleton /> : null}
      {photos.length > 0 ? <Photos assetId={assetId} photos={photos} onShow={setShown} /> : null}
      {documents.length > 0 ? <Documents documents={documents} onShow={setShown} /> : null}
      {query.data?.length === 0 ? <p className={classes.none}>{m.files_none()}</p> : null}
      {adds && query.data ? <Add assetId={assetId} /> : null}
      <AttachmentDialog
        assetId={assetId}
        shown={shown}
        mayRemove={adds}
        onClose={() => setShown(null)}
      />
    </section>
  );
}

interface PhotosProps {
  assetId: string;
  photos: AttachmentView[];
  onShow: (photo: AttachmentView) => void;
}

function Photos({ assetId, photos, onShow }: PhotosProps) {
  return (
    <ul className={classes.photos}>
      {photos.map((photo) => (
        <li key={photo.id}>
          <button type="button" className={classes.photo} onClick={() => onShow(photo)}>
            <img
              src={contentUrl(assetId, photo.id, 320)}
              alt={photo.caption ?? photo.file_name}
              loading="lazy"
            />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface DocumentsProps {
  documents: AttachmentView[];
  onShow: (document: AttachmentView) => void;
}

function Documents({ documents, onShow }: DocumentsProps) {
  return (
    <ul className={classes.documents}>
      {documents.map((document) => (
        <li key={document.id}>
          <button type="button" className={classes.document} onClick={() => onShow(document)}>
            <IconFileText size={20} stroke={1.6} aria-hidden />
            <span className={classes.name}>{document.caption ?? document.file_name}</span>
            <span className={classes.size}>{fileSize(document.bytes)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Add({ assetId }: { assetId: string }) {
  const [asking, setAsking] = useState(false);
  return (
    <div className={classes.add}>
      <Button
        variant="default"
        size="md"
        leftSection={<IconPhoto size={18} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {m.files_add_photos()}
      </Button>
      <AddDocument assetId={assetId} />
      <AddPhotos assetId={assetId} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

/** Documents tell prices: only who may see those sees them, and may add them. */
function AddDocument({ assetId }: { assetId: string }) {
  const queryClient = useQueryClient();
  const values = usePermission('assets.view_values');
  const [sending, setSending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function chosen(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const input = event.currentTarget;
    const file = input.files?.[0];
    input.value = '';
    if (!file) {
      return;
    }
    setRefusal(null);
    setSending(file.name);
    try {
      await attachDocument(assetId, file);
      await queryClient.invalidateQueries({ queryKey: ['registers', 'asset', assetId] });
    } catch (error) {
      setRefusal(problemOf(error)?.detail ?? m.files_no_answer());
    } finally {
      setSending(null);
    }
  }
  if (!values) {
    return null;
  }
  return (
    <>
      <label className={classes.file} data-busy={sending !== null || undefined}>
        <IconPaperclip size={18} aria-hidden />
        {sending === null ? m.files_add_document() : m.files_sending_named({ name: sending })}
        <input
          type="file"
          className="sr-only"
          accept={DOCUMENTS}
          disabled={sending !== null}
          onChange={(event) => void chosen(event)}
        />
      </label>
      {refusal ? (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      ) : null}
    </>
  );
}
