import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { PersonView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import form from './form.module.css';

/** Somebody leaves, or is back. What he did stays in every record. */
export function LeavePart({ person }: { person: PersonView }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button variant="default" onClick={() => setOpen(true)}>
        {person.active ? m.campus_leave() : m.campus_return()}
      </Button>
      <Dialog
        title={
          person.active
            ? m.campus_leave_title({ name: person.name })
            : m.campus_return_title({ name: person.name })
        }
        open={open}
        onClose={() => setOpen(false)}
      >
        <LeaveForm person={person} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function LeaveForm({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  // Kept while the dialog closes: the words must not turn over under the finger.
  const [leaves] = useState(person.active);
  const submission = useSubmission({
    name: `campus.leave.${person.id}`,
    owner: me.person.id,
    initialValues: {},
    send: (_, key) => {
      const options = {
        params: {
          path: { id: person.id },
          header: { ...ifMatch(person.version), 'Idempotency-Key': key },
        },
      };
      const pending = leaves
        ? api.POST('/api/v1/people/{id}/disable', options)
        : api.POST('/api/v1/people/{id}/enable', options);
      return orNewest(queryClient, ['campus', 'people'], read(pending));
    },
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
      onDone();
    },
  });
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={form.text}>{leaves ? m.campus_leave_text() : m.campus_return_text()}</p>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {leaves ? m.campus_leave_do() : m.campus_return_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
