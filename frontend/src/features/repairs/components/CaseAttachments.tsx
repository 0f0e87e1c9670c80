import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePermission } from '@/api/me';
import type { CaseAttachmentView, CaseView, RepairPhotoPurpose } from '@/api/schema';
import { m } from '@/i18n/messages';
import { AttachDocument } from '@/ui/AttachDocument';
import { AttachedFiles, type FileAddress } from '@/ui/AttachedFiles';
import { ErrorState } from '@/ui/ErrorState';
import { FileViewer } from '@/ui/FileViewer';
import { IconPhoto } from '@/ui/icons';
import { attachDocument, attachmentsQuery, contentUrl, detach } from '../attachments';
import { REPAIRS } from '../queries';
import { AddCasePhotos } from './AddCasePhotos';
import classes from './CaseAttachments.module.css';

const OVER: readonly CaseView['state'][] = ['closed', 'rejected', 'cancelled'];

/** What was broken, how it looks now, and the papers of those who work on it. */
export function CaseAttachments({ detail }: { detail: CaseView }) {
  const { id } = detail;
  const queryClient = useQueryClient();
  const query = useQuery(attachmentsQuery(id));
  const reports = usePermission('repair_cases.report');
  const repairs = usePermission('repair_cases.work');
  const dispatches = usePermission('repair_cases.assign');
  const works = repairs || dispatches;
  const adds = reports && (works || !OVER.includes(detail.state));
  const [shown, setShown] = useState<CaseAttachmentView | null>(null);
  const [adding, setAdding] = useState<RepairPhotoPurpose | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: REPAIRS });
  const address: FileAddress = (file, size) => contentUrl(id, file, size);
  const files = query.data ?? [];
  const of = (purpose: RepairPhotoPurpose) => files.filter((file) => file.purpose === purpose);
  const groups = [
    { purpose: 'reported', title: m.repairs_photos_reported(), files: of('reported') },
    { purpose: 'done', title: m.repairs_photos_done(), files: of('done') },
  ] as const;
  const sorted = groups.flatMap((group) => group.files);
  if (!query.error && files.length === 0 && !adds) {
    return null;
  }
  return (
    <section aria-labelledby="attachments" className={classes.section}>
      <h2 id="attachments">{m.files_title()}</h2>
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {groups.map((group) =>
        group.files.length > 0 ? (
          <div key={group.purpose} className={classes.group}>
            <h3>{group.title}</h3>
            <AttachedFiles
              files={group.files}
              address={address}
              onShow={(file) => setShown(files.find((one) => one.id === file.id) ?? null)}
            />
          </div>
        ) : null,
      )}
      {adds ? (
        <div className={classes.add} data-screen-only>
          <AddButton label={m.repairs_add_photos()} onClick={() => setAdding('reported')} />
          {works ? (
            <>
              <AddButton label={m.repairs_add_done_photos()} onClick={() => setAdding('done')} />
              <AttachDocument
                onChosen={async (file) => {
                  await attachDocument(id, file);
                  await refresh();
                }}
              />
            </>
          ) : null}
        </div>
      ) : null}
      <FileViewer
        files={sorted}
        address={address}
        shown={shown}
        onShow={setShown}
        mayRemove={(file) => file.removable}
        onRemove={async (file) => {
          await detach(id, file.id);
          await refresh();
        }}
      />
      <AddCasePhotos caseId={id} purpose={adding} onClose={() => setAdding(null)} />
    </section>
  );
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="default"
      size="md"
      leftSection={<IconPhoto size={18} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
