import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import type { AttachmentView } from '@/api/schema';
import { upload } from '@/api/uploads';
import { uuid } from '@/offline/uuid';

export const attachmentsQuery = (assetId: string) =>
  queryOptions({
    queryKey: ['registers', 'asset', assetId, 'attachments'],
    queryFn: async ({ signal }) =>
      (
        await read(
          api.GET('/api/v1/assets/{id}/attachments', { params: { path: { id: assetId } }, signal }),
        )
      ).items,
  });

/** Where the browser gets the file: it sends the session by itself. */
export function contentUrl(assetId: string, attachmentId: string, size?: 320 | 1600): string {
  const path = `/api/v1/assets/${assetId}/attachments/${attachmentId}/content`;
  return size ? `${path}?size=${size}` : path;
}

interface New {
  ids: string[];
  kind: AttachmentView['kind'];
  caption?: string;
}

/** Puts uploads on a card. Nothing else of it changes, so no version is sent. */
export function attach(assetId: string, { ids, kind, caption }: New, key: string) {
  return read(
    api.POST('/api/v1/assets/{id}/attachments', {
      params: { path: { id: assetId }, header: { 'Idempotency-Key': key } },
      body: { upload_ids: ids, kind, caption },
    }),
  );
}

/** Takes an attachment off its card; it stays on record. */
export function detach(assetId: string, attachmentId: string) {
  return read(
    api.DELETE('/api/v1/assets/{id}/attachments/{attachment_id}', {
      params: { path: { id: assetId, attachment_id: attachmentId } },
    }),
  );
}

/** A document has nothing to be looked at first: chosen, sent, attached. */
export async function attachDocument(assetId: string, file: File): Promise<void> {
  const { id } = await upload(file, file.name, uuid());
  await attach(assetId, { ids: [id], kind: 'document' }, uuid());
}
