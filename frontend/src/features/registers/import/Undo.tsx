import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { ImportView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { announce } from '@/ui/notices';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import classes from './import.module.css';

interface Props {
  of: ImportView;
  onUndone?: (now: ImportView) => void;
  /** In a list: looks like a link. */
  className?: string;
}

/** Takes a whole import back. The server refuses once somebody touched its cards, and says so. */
export function Undo({ of, onUndone, className }: Props) {
  const [open, setOpen] = useState(false);
  if (of.mode !== 'add' || of.undone_at) {
    return null;
  }
  return (
    <>
      {className ? (
        <button type="button" className={className} onClick={() => setOpen(true)}>
          {m.imports_undo()}
        </button>
      ) : (
        <Button variant="default" size="md" onClick={() => setOpen(true)}>
          {m.imports_undo()}
        </Button>
      )}
      <Dialog title={m.imports_undo_title()} open={open} onClose={() => setOpen(false)}>
        <UndoForm
          of={of}
          onUndone={(now) => {
            setOpen(false);
            onUndone?.(now);
          }}
        />
      </Dialog>
    </>
  );
}

function UndoForm({ of, onUndone }: { of: ImportView; onUndone: (now: ImportView) => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: 'registers.undo',
    owner: person.id,
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim() ? null : m.ui_required()) },
    send: ({ reason }, key) =>
      orNewest(
        queryClient,
        ['registers', 'imports'],
        read(
          api.POST('/api/v1/imports/{id}/undo', {
            params: { path: { id: of.id }, header: ifMatch(of.version) },
            headers: { 'Idempotency-Key': key },
            body: { reason: reason.trim() },
          }),
        ),
      ),
    onAccepted: async (now) => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      announce(m.imports_undone(), now.file_name);
      onUndone(now);
    },
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate className={classes.stack}>
      <FormAlert notice={submission.notice} />
      <p>{m.imports_undo_text({ count: formatNumber(of.cards) })}</p>
      <TextArea
        label={m.imports_undo_reason()}
        placeholder={m.imports_undo_reason_example()}
        rows={2}
        {...submission.form.getInputProps('reason')}
      />
      <SubmitBar>
        <Button type="submit" color="red" loading={submission.sending}>
          {m.imports_undo_do({ count: formatNumber(of.cards) })}
        </Button>
      </SubmitBar>
    </form>
  );
}
