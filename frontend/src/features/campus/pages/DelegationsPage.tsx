import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pages } from '@/api/keyset';
import { useMe, usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { IconUsers } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { LoadMore } from '@/ui/LoadMore';
import { PageHeader } from '@/ui/PageHeader';
import parts from '../components/RolesPart.module.css';
import { DelegateForm } from '../delegations/DelegateForm';
import { DelegationRow } from '../delegations/DelegationRow';
import { delegationsQuery } from '../delegations/queries';

/** Who stands in for whom; and letting somebody stand in. */
export function DelegationsPage() {
  const me = useMe();
  const decides = usePermission('delegations.decide');
  const seesPeople = usePermission('people.view');
  const [past, setPast] = useState(false);
  const [open, setOpen] = useState(false);
  const query = useInfiniteQuery(delegationsQuery(past));
  const may = seesPeople && (decides || me.roles.some((role) => role.delegable));
  return (
    <>
      <PageHeader
        back={
          seesPeople
            ? { to: '/people', label: m.shell_nav_people() }
            : { to: '/me', label: me.person.name }
        }
        title={m.roles_delegations()}
        facts={m.roles_delegations_lead()}
        primary={may ? <Button onClick={() => setOpen(true)}>{m.roles_delegate()}</Button> : null}
      />
      <CheckField
        label={m.roles_past()}
        checked={past}
        onChange={(event) => setPast(event.currentTarget.checked)}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={<EmptyState icon={IconUsers} title={m.roles_delegations_none()} />}
      >
        {(rows) => (
          <>
            <ul className={parts.roles}>
              {rows.map((row) => (
                <DelegationRow key={row.id} of={row} />
              ))}
            </ul>
            <LoadMore paging={query} />
          </>
        )}
      </ListView>
      <Dialog title={m.roles_delegate()} open={open} onClose={() => setOpen(false)}>
        <DelegateForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
