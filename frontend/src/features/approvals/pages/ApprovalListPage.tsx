import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import type { ApprovalInboxRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconChecks } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { LoadMore } from '@/ui/LoadMore';
import { PageHeader } from '@/ui/PageHeader';
import { ViewTabs } from '@/ui/ViewTabs';
import { useApproveMany } from '../acts';
import { ApprovalItem } from '../components/ApprovalItem';
import { ChoosePlain } from '../components/ChoosePlain';
import { MarkedDialog } from '../components/MarkedDialog';
import { isMarked, isMeeting, sumOfRows, toggled } from '../many';
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
  const [asking, setAsking] = useState(false);
  const choosable = choosing ? (rows ?? []).filter((row) => !isMeeting(row)) : [];
  const ticked = choosable.filter((row) => chosen.has(row.id));
  function sign(these: readonly ApprovalInboxRow[]): void {
    setAsking(false);
    void approve(these).then(() => setChosen(new Set()));
  }
  return (
    <>
      <PageHeader
        title={m.approvals_title()}
        primary={
          ticked.length > 0 ? (
            <Button
              loading={busy}
              leftSection={<IconChecks size={18} aria-hidden />}
              onClick={() => (ticked.some(isMarked) ? setAsking(true) : sign(ticked))}
            >
              {m.approvals_approve_many({ count: ticked.length, amount: sumOfRows(ticked) })}
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
            <ChoosePlain rows={choosable} chosen={chosen} onChoose={setChosen} />
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
      <MarkedDialog
        open={asking}
        ticked={ticked}
        onClose={() => setAsking(false)}
        onApprove={sign}
      />
    </>
  );
}
