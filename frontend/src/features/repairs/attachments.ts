import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import type { CaseAttachmentView, RepairPhotoPurpose } from '@/api/schema';
import { upload } from '@/api/uploads';
import { uuid } from '@/offline/uuid';
import { REPAIRS } from './queries';

export const attachmentsQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...REPAIRS, 'attachments', caseId],
    queryFn: async ({ signal }) =>
      (
        await read(
          api.GET('/api/v1/repair-cases/{id}/attachments', {
            params: { path: { id: caseId } },
            signal,
          }),
        )
      ).items,
  });

export function contentUrl(caseId: string, id: string, size?: 320 | 1600): string {
  const path = `/api/v1/repair-cases/${caseId}/attachments/${id}/content`;
  return size ? `${path}?size=${size}` : path;
}

interface New {
  ids: string[];
  kind: CaseAttachmentView['kind'];
  purpose: RepairPhotoPurpose;
}

/** Puts uploads on a case. Nothing else of it changes, so no version is sent. */
export function attach(caseId: string, { ids, kind, purpose }: New, key: string) {
  return read(
    api.POST('/api/v1/repair-cases/{id}/attachments', {
      params: { path: { id: caseId }, header: { 'Idempotency-Key': key } },
      body: { upload_ids: ids, kind, purpose },
    }),
  );
}

/** A quote or a contractor's slip: chosen, sent, attached. */
export async function attachDocument(caseId: string, file: File): Promise<void> {
  const { id } = await upload(file, file.name, uuid());
  await attach(caseId, { ids: [id], kind: 'document', purpose: 'done' }, uuid());
}

/** Takes one off its case; it stays on record. */
export function detach(caseId: string, id: string) {
  return read(
    api.DELETE('/api/v1/repair-cases/{id}/attachments/{attachment_id}', {
      params: { path: { id: caseId, attachment_id: id } },
    }),
  );
}
