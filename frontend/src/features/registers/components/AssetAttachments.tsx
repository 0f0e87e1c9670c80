import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '@/api/me';
import type { AttachmentView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { AttachDocument } from '@/ui/AttachDocument';
import { AttachedFiles, type FileAddress } from '@/ui/AttachedFiles';
import { ErrorState } from '@/ui/ErrorState';
import { FileViewer } from '@/ui/FileViewer';
import { IconPhoto } from '@/ui/icons';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { attachDocument, attachmentsQuery, contentUrl, detach } from '../attachments';
import { AddPhotos } from './AddPhotos';
import classes from './AssetAttachments.module.css';

/** What a card looks like and what papers belong to it. Who registers cards may add and take off. */
export function AssetAttachments({ assetId }: { assetId: string }) {
  const query = useQuery(attachmentsQuery(assetId));
  const queryClient = useQueryClient();
  const adds = usePermission('assets.register');
  const [shown, setShown] = useState<AttachmentView | null>(null);
  const files = query.data ?? [];
  const address: FileAddress = (id, size) => contentUrl(assetId, id, size);
  if (query.data?.length === 0 && !adds) {
    return null;
  }
  return (
    <section aria-labelledby="attachments" className={classes.section}>
      <h2 id="attachments">{m.files_title()}</h2>
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <PageSkeleton /> : null}
      <AttachedFiles files={files} address={address} onShow={setShown} />
      {query.data?.length === 0 ? <p className={classes.none}>{m.files_none()}</p> : null}
      {adds && query.data ? <Add assetId={assetId} /> : null}
      <FileViewer
        files={files}
        address={address}
        shown={shown}
        onShow={setShown}
        onRemove={
          adds
            ? async (file) => {
                await detach(assetId, file.id);
                await queryClient.invalidateQueries({ queryKey: ['registers', 'asset', assetId] });
              }
            : undefined
        }
      />
    </section>
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
  return values ? (
    <AttachDocument
      onChosen={async (file) => {
        await attachDocument(assetId, file);
        await queryClient.invalidateQueries({ queryKey: ['registers', 'asset', assetId] });
      }}
    />
  ) : null;
}
