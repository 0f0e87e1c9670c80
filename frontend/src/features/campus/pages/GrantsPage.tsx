import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { usePermission } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { RoleGrantView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { uuid } from '@/offline/uuid';
import { EmptyState } from '@/ui/EmptyState';
import { IconChecks, IconShieldCheck } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PendingGrant } from '../components/PendingGrant';
import { pendingGrantsQuery } from '../queries';
import classes from './GrantsPage.module.css';

/** The second key: everything that waits for it, on one page, turned once. */
export function GrantsPage() {
  const query = useQuery(pendingGrantsQuery);
  const confirms = usePermission('role_grants.confirm');
  const { confirm, busy, refusals } = useConfirm();
  const rows = query.data ?? [];
  const open = rows.filter((grant) => !refusals[grant.id]);
  return (
    <>
      <PageHeader
        back={{ to: '/people', label: m.shell_nav_people() }}
        title={m.campus_grants()}
        facts={confirms ? m.campus_grants_lead() : m.campus_grants_lead_reader()}
        primary={
          confirms && open.length > 1 ? (
            <Button
              loading={busy !== null}
              leftSection={<IconChecks size={18} aria-hidden />}
              onClick={() => void confirm(open)}
            >
              {m.campus_grants_all({ count: open.length })}
            </Button>
          ) : null
        }
      />
      <ListView
        rows={query.data}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={
          <EmptyState
            icon={IconShieldCheck}
            title={m.campus_grants_none()}
            text={m.campus_grants_none_text()}
          />
        }
      >
        {(grants) => (
          <ul className={classes.grants}>
            {grants.map((grant) => (
              <PendingGrant
                key={grant.id}
                grant={grant}
                refusal={refusals[grant.id]}
                busy={busy === grant.id}
                onConfirm={confirms ? () => void confirm([grant]) : undefined}
              />
            ))}
          </ul>
        )}
      </ListView>
    </>
  );
}

/** One act for all that stand here; each refusal stands at its own grant and the rest still happen. */
function useConfirm() {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [refusals, setRefusals] = useState<Record<string, string>>({});

  async function confirm(grants: RoleGrantView[]): Promise<void> {
    if (busy !== null) {
      return;
    }
    setBusy(grants.length === 1 ? (grants[0]?.id ?? '') : ALL);
    try {
      const items = grants.map(({ id, version }) => ({ id, version }));
      const headers = { 'Idempotency-Key': uuid() };
      const fates = await read(
        api.POST('/api/v1/role-grant-confirmations', { body: { items }, headers }),
      );
      const refused = fates.items.filter((fate) => !fate.confirmed);
      setRefusals(Object.fromEntries(refused.map((fate) => [fate.id, fate.detail ?? ''])));
    } catch (error) {
      const text = problemOf(error)?.detail ?? m.ui_unsent_no_answer();
      setRefusals(Object.fromEntries(grants.map((grant) => [grant.id, text])));
    }
    await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
    setBusy(null);
  }

  return { confirm, busy, refusals };
}

const ALL = 'all';
