import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { IconChecks } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { LoadMore } from '@/ui/LoadMore';
import { PageHeader } from '@/ui/PageHeader';
import { LedgerTabs } from '../components/LedgerTabs';
import { ReconcileForm } from '../components/ReconcileForm';
import classes from '../components/Reports.module.css';
import { reconciliationsQuery } from '../queries';

/** 账账 and 账卡: what finance's books say beside the cards, each time that it was compared. */
export function ReconciliationsPage() {
  const query = useInfiniteQuery(reconciliationsQuery);
  const [open, setOpen] = useState(false);
  const may = usePermission('ledgers.reconcile');
  return (
    <>
      <PageHeader
        title={m.reports_reconcile()}
        back={{ to: '/ledgers', label: m.reports_title() }}
        primary={
          may ? (
            <Button size="md" onClick={() => setOpen(true)}>
              {m.reports_reconcile_new()}
            </Button>
          ) : null
        }
      />
      <LedgerTabs days={{}} />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => undefined}
        empty={
          <EmptyState
            icon={IconChecks}
            title={m.reports_reconcile_none()}
            text={may ? m.reports_reconcile_none_text() : m.reports_reconcile_text()}
          />
        }
      >
        {(rows) => (
          <>
            <ul className={classes.exports}>
              {rows.map((row) => (
                <li key={row.id}>
                  <Link
                    to="/ledgers/reconciliations/$reconciliationId"
                    params={{ reconciliationId: row.id }}
                    className={classes.way}
                  >
                    <strong>
                      {m.reports_between({
                        from: formatExact(row.from),
                        to: formatExact(row.as_of),
                      })}
                    </strong>
                    <span className={classes.quiet}>
                      {row.source} · {row.typed_by.name} · {formatExact(row.typed_at)}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
            <LoadMore paging={query} />
          </>
        )}
      </ListView>
      <Dialog title={m.reports_reconcile_new()} open={open} onClose={() => setOpen(false)}>
        <ReconcileForm />
      </Dialog>
    </>
  );
}
