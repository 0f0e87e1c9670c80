import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import type { RoleView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import parts from '../components/RolesPart.module.css';
import { rolesQuery } from '../queries';

/** What the school calls its roles. */
export function RoleNamesPage() {
  const query = useQuery(rolesQuery);
  return (
    <>
      <PageHeader
        back={{ to: '/settings', label: m.shell_nav_settings() }}
        title={m.roles_names()}
        facts={m.roles_names_lead()}
      />
      <ListView
        rows={query.data}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={null}
      >
        {(roles) => (
          <ul className={parts.roles}>
            {roles.map((role) => (
              <Role key={role.code} role={role} />
            ))}
          </ul>
        )}
      </ListView>
    </>
  );
}

function Role({ role }: { role: RoleView }) {
  const renames = usePermission('roles.rename');
  const [open, setOpen] = useState(false);
  return (
    <li className={parts.role}>
      <div className={parts.what}>
        <p className={parts.title}>{role.title}</p>
        <p className={parts.facts}>
          {role.default_title ? (
            <span>{m.roles_name_was({ name: role.default_title })}</span>
          ) : null}
          <span>{role.description}</span>
        </p>
      </div>
      {renames ? (
        <Button
          variant="subtle"
          onClick={() => setOpen(true)}
          aria-label={m.roles_rename_label({ name: role.title })}
        >
          {m.roles_rename()}
        </Button>
      ) : null}
      <Dialog
        title={m.roles_rename_label({ name: role.title })}
        open={open}
        onClose={() => setOpen(false)}
      >
        <RenameForm role={role} onDone={() => setOpen(false)} />
      </Dialog>
    </li>
  );
}

function RenameForm({ role, onDone }: { role: RoleView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `campus.role.name.${role.code}`,
    owner: person.id,
    initialValues: { label: role.default_title ? role.title : '' },
    send: ({ label }) =>
      orNewest(
        queryClient,
        ['campus', 'roles'],
        read(
          api.PUT('/api/v1/roles/{code}/label', {
            params: { path: { code: role.code }, header: ifMatch(role.version ?? 0) },
            body: { label: label.trim() || null },
          }),
        ),
      ),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus'] });
      await queryClient.invalidateQueries({ queryKey: ['me'] });
      onDone();
    },
  });
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <TextInput
        label={m.roles_name()}
        description={m.roles_name_hint({ name: role.default_title ?? role.title })}
        maxLength={20}
        autoComplete="off"
        {...submission.form.getInputProps('label')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.roles_rename_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
