import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { RoleGrantView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import form from './form.module.css';

/** Taking a role back acts at once and ends what the person is doing with it: asked before. */
export function RevokeRole({ grant }: { grant: RoleGrantView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {m.campus_role_revoke()}
      </Button>
      <Dialog
        title={m.campus_role_revoke_title({ role: grant.role.title })}
        open={open}
        onClose={() => setOpen(false)}
      >
        <RevokeForm grant={grant} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function RevokeForm({ grant, onDone }: { grant: RoleGrantView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `campus.role.revoke.${grant.id}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) =>
      orNewest(
        queryClient,
        ['campus', 'people'],
        read(
          api.POST('/api/v1/role-grants/{id}/revoke', {
            params: {
              path: { id: grant.id },
              header: { ...ifMatch(grant.version), 'Idempotency-Key': key },
            },
          }),
        ),
      ),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
      onDone();
    },
  });
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={form.text}>{m.campus_role_revoke_text({ name: grant.person.name })}</p>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.campus_role_revoke_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
