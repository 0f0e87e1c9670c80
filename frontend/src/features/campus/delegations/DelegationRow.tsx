import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { DelegationView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { StatusBadge } from '@/ui/StatusBadge';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import parts from '../components/RolesPart.module.css';

/** Who stands in for whom, in what, from when until when, and why. */
export function DelegationRow({ of }: { of: DelegationView }) {
  const dates = { from: formatDate(of.starts_on), until: formatDate(of.ends_on) };
  const decidedByOther = of.decided_by.id !== of.from.id;
  return (
    <li className={parts.role}>
      <div className={parts.what}>
        <p className={parts.title}>{m.roles_stands_in({ to: of.to.name, from: of.from.name })}</p>
        <p className={parts.facts}>
          <span>{of.roles.map((role) => role.title).join(m.ui_list_separator())}</span>
          <span>{m.roles_days(dates)}</span>
          <span>{of.reason}</span>
          {decidedByOther ? <span>{m.roles_decided_by({ name: of.decided_by.name })}</span> : null}
        </p>
        <State of={of} />
      </div>
      {of.may_end ? <End of={of} /> : null}
    </li>
  );
}

function State({ of }: { of: DelegationView }) {
  if (of.state === 'holds') {
    return <StatusBadge tone="held">{m.roles_state_holds()}</StatusBadge>;
  }
  return of.state === 'planned' ? (
    <StatusBadge tone="waiting">{m.roles_state_planned()}</StatusBadge>
  ) : (
    <StatusBadge tone="idle">{m.roles_state_over()}</StatusBadge>
  );
}

function End({ of }: { of: DelegationView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {m.roles_end()}
      </Button>
      <Dialog title={m.roles_end_title()} open={open} onClose={() => setOpen(false)}>
        <EndForm of={of} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function EndForm({ of, onDone }: { of: DelegationView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `campus.delegation.end.${of.id}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) =>
      orNewest(
        queryClient,
        ['campus', 'people'],
        read(
          api.POST('/api/v1/delegations/{id}/end', {
            params: {
              path: { id: of.id },
              header: { ...ifMatch(of.version), 'Idempotency-Key': key },
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
      <p className={form.text}>{m.roles_end_text({ to: of.to.name, from: of.from.name })}</p>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.roles_end_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
