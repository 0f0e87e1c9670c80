import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { ImportView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import classes from './ImportWizard.module.css';

/** Takes back a whole import, while nobody touched its cards; the server says when somebody did. */
export function UndoImport({ row }: { row: ImportView }) {
  const [open, setOpen] = useState(false);
  if (row.undone_at) {
    return <span className={classes.note}>{m.imports_undone()}</span>;
  }
  if (row.mode === 'update') {
    return null;
  }
  return (
    <>
      <Button
        size="compact-md"
        variant="default"
        aria-label={`${m.imports_undo()} ${row.file_name}`}
        onClick={() => setOpen(true)}
      >
        {m.imports_undo()}
      </Button>
      <Dialog title={m.imports_undo_title()} open={open} onClose={() => setOpen(false)}>
        <Form row={row} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Form({ row, onDone }: { row: ImportView; onDone: () => void }) {
  const me = useMe();
  const client = useQueryClient();
  const submission = useSubmission({
    name: 'registers.import-undo',
    owner: me.person.id,
    initialValues: { reason: '' },
    send: ({ reason }, key) =>
      read(
        api.POST('/api/v1/imports/{id}/undo', {
          params: {
            path: { id: row.id },
            header: { 'If-Match': `"${row.version}"`, 'Idempotency-Key': key },
          },
          body: { reason },
        }),
      ),
    onAccepted: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: ['registers'] });
    },
  });
  const reason = submission.form.getInputProps('reason');
  return (
    <form className={classes.part} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p>{row.file_name}</p>
      <p>{m.imports_undo_text({ cards: formatNumber(row.cards) })}</p>
      <TextArea label={m.imports_undo_reason()} rows={2} {...reason} />
      <SubmitBar>
        <Button type="submit" color="red" loading={submission.sending}>
          {m.imports_undo_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
