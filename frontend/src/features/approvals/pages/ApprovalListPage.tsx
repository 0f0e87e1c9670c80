import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import type { ApprovalRow } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconChecks } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { LoadMore } from '@/ui/LoadMore';
import { PageHeader } from '@/ui/PageHeader';
import { ViewTabs } from '@/ui/ViewTabs';
import { useApproveMany } from '../acts';
import { ApprovalItem } from '../components/ApprovalItem';
import { type ApprovalScope, approvalsQuery } from '../queries';
import classes from './ApprovalListPage.module.css';

interface Props {
  view: ApprovalScope;
  onView: (view: ApprovalScope) => void;
}

/** The inbox: what waits for one's signature, whoever has waited longest first; several at once. */
export function ApprovalListPage({ view, onView }: Props) {
  const { permissions } = useMe();
  const decides = permissions.includes('approvals.decide');
  const query = useInfiniteQuery(approvalsQuery(view));
  const rows = pages(query.data);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { approve, busy, refusals } = useApproveMany();
  const choosing = decides && view === 'waiting_for_me';
  const ticked = choosing ? (rows ?? []).filter((row) => chosen.has(row.id)) : [];
  return (
    <>
      <PageHeader
        title={m.approvals_title()}
        primary={
          ticked.length > 0 ? (
            <Button
              loading={busy}
              leftSection={<IconChecks size={18} aria-hidden />}
              onClick={() => void approve(ticked).then(() => setChosen(new Set()))}
            >
              {m.approvals_approve_many({ count: ticked.length, amount: sum(ticked) })}
            </Button>
          ) : undefined
        }
      />
      <ViewTabs
        label={m.approvals_views()}
        views={[
          ...(decides
            ? [
                { view: 'waiting_for_me' as const, label: m.approvals_view_waiting() },
                { view: 'decided_by_me' as const, label: m.approvals_view_decided() },
              ]
            : []),
          { view: 'all' as const, label: m.approvals_view_all() },
        ]}
        current={view}
        onView={onView}
      />
      <ListView
        rows={rows}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={
          <EmptyState
            icon={IconChecks}
            title={m.approvals_none()}
            text={view === 'waiting_for_me' ? m.approvals_none_waiting() : m.approvals_none_text()}
          />
        }
      >
        {(approvals) => (
          <>
            <ul className={classes.list} aria-label={m.approvals_title()}>
              {approvals.map((row) => (
                <ApprovalItem
                  key={row.id}
                  row={row}
                  refusal={refusals[row.id]}
                  chosen={chosen.has(row.id)}
                  onChoose={
                    choosing && !isMeeting(row)
                      ? () => setChosen(toggled(chosen, row.id))
                      : undefined
                  }
                />
              ))}
            </ul>
            <LoadMore paging={query} />
          </>
        )}
      </ListView>
    </>
  );
}

/** Minutes are written down one by one. */
function isMeeting({ waits_for }: ApprovalRow): boolean {
  return waits_for === 'office_meeting' || waits_for === 'staff_congress';
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) {
    next.add(id);
  }
  return next;
}

/** What one signs for in all, exact to the fen. */
function sum(rows: readonly ApprovalRow[]): string {
  const fen = rows.reduce(
    (all, { amount }) => all + BigInt((amount ?? '0.00').replace('.', '')),
    0n,
  );
  const digits = fen.toString().padStart(3, '0');
  return formatMoney(`${digits.slice(0, -2)}.${digits.slice(-2)}`);
}
