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
import { LinkButton } from '@/ui/LinkButton';
import { SubmitBar } from '@/ui/SubmitBar';
import form from './form.module.css';

/** Somebody leaves, or is back. What he did stays in every record. */
export function LeavePart({ person }: { person: PersonView }) {
  return person.active ? (
    <LinkButton to="/people/$personId/leave" params={{ personId: person.id }} variant="default">
      {m.campus_leave()}
    </LinkButton>
  ) : (
    <ReturnPart person={person} />
  );
}

function ReturnPart({ person }: { person: PersonView }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button variant="default" onClick={() => setOpen(true)}>
        {m.campus_return()}
      </Button>
      <Dialog
        title={m.campus_return_title({ name: person.name })}
        open={open}
        onClose={() => setOpen(false)}
      >
        <ReturnForm person={person} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function ReturnForm({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `campus.return.${person.id}`,
    owner: me.person.id,
    initialValues: {},
    send: (_, key) => {
      const options = {
        params: {
          path: { id: person.id },
          header: { ...ifMatch(person.version), 'Idempotency-Key': key },
        },
      };
      const pending = api.POST('/api/v1/people/{id}/enable', options);
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
      <p className={form.text}>{m.campus_return_text()}</p>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.campus_return_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
