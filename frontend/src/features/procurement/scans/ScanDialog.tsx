import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { SignedScan } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FileField } from '@/ui/FileField';
import { FormAlert } from '@/ui/FormAlert';
import { PhotoField } from '@/ui/PhotoField';
import { SubmitBar } from '@/ui/SubmitBar';
import classes from './SignedScans.module.css';
import { keepScans, returnScan, type ScannedKind } from './scans';

/** Pages that one scan may have, as the server says. */
const MOST_PAGES = 20;

interface FormProps {
  kind: ScannedKind;
  id: string;
  /** The wrong one, where one is put right. */
  replaces: SignedScan | null;
}

interface Props extends FormProps {
  open: boolean;
  onClose: () => void;
}

/** Brings a signed paper back: photos of its pages, or one PDF. */
export function ScanDialog({ open, onClose, ...form }: Props) {
  return (
    <Dialog
      title={form.replaces ? m.papers_replace() : m.papers_return()}
      open={open}
      onClose={onClose}
    >
      <ScanForm {...form} onDone={onClose} />
    </Dialog>
  );
}

function ScanForm({ kind, id, replaces, onDone }: FormProps & { onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const [photosWait, setPhotosWait] = useState(false);
  const [fileWaits, setFileWaits] = useState(false);
  const submission = useSubmission({
    name: `purchases.scan.${kind}.${id}`,
    owner: person.id,
    initialValues: { upload_ids: [] as string[], pdf: '', reason: '' },
    validate: {
      upload_ids: (ids, { pdf }) => (ids.length > 0 || pdf ? null : m.papers_no_page()),
      reason: (text) => (!replaces || text.trim() ? null : m.ui_required()),
    },
    send: ({ upload_ids, pdf, reason }, key) => {
      const pages = pdf ? [...upload_ids, pdf] : upload_ids;
      const why = replaces ? { replaces: replaces.id, reason: reason.trim() } : {};
      return returnScan(kind, id, { upload_ids: pages, ...why }, key);
    },
    onAccepted: (scans) => {
      keepScans(queryClient, kind, id, scans);
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={classes.quiet}>{m.papers_return_text()}</p>
      <PhotoField
        label={m.papers_photos()}
        most={MOST_PAGES}
        value={form.values.upload_ids}
        onChange={(ids) => form.setFieldValue('upload_ids', ids)}
        onWaiting={setPhotosWait}
        errors={form.errors}
      />
      <FileField
        label={m.papers_pdf()}
        value={form.values.pdf}
        onChange={(file) => form.setFieldValue('pdf', file)}
        onWaiting={setFileWaits}
        error={form.errors.pdf}
        accepts={{ kinds: '.pdf', hint: m.papers_pdf_hint() }}
        data-path="pdf"
      />
      {replaces ? (
        <TextInput label={m.papers_replace_reason()} {...form.getInputProps('reason')} />
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending} disabled={photosWait || fileWaits}>
          {m.papers_return()}
        </Button>
      </SubmitBar>
    </form>
  );
}
