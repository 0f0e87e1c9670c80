import { useInfiniteQuery } from '@tanstack/react-query';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { IconFileText, IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { BasisNotice } from '../components/BasisNotice';
import { money } from '../components/Cells';
import { DaysFields } from '../components/DaysFields';
import { ExportButton } from '../components/ExportDialog';
import { EntryCard, entryColumns } from '../components/entry-columns';
import classes from '../components/Reports.module.css';
import { type DetailFilters, detailQuery, type LedgerDays } from '../queries';
import { accountName, daysOf, exportOf } from '../words';

interface Props {
  filters: DetailFilters;
  onDays: (patch: LedgerDays) => void;
}

/** E1: every entry of a class or a room in the order of the days, with its running balance. */
export function DetailPage({ filters, onDays }: Props) {
  const query = useInfiniteQuery(detailQuery(filters));
  const first = query.data?.pages[0];
  const days = daysOf(filters);
  const title = filters.category_code ? m.reports_by_class() : m.reports_by_room();
  const back = filters.category_code
    ? ({ to: '/ledgers/general', label: m.reports_general() } as const)
    : ({ to: '/ledgers/rooms', label: m.reports_rooms() } as const);
  return (
    <>
      <PageHeader
        title={accountName(filters, first?.title) ?? title}
        number={title}
        back={back}
        actions={
          <>
            <LinkButton
              to="/ledgers/detail/print"
              search={filters}
              variant="default"
              size="md"
              leftSection={<IconPrinter size={18} aria-hidden />}
            >
              {m.ui_print()}
            </LinkButton>
            <ExportButton wanted={exportOf(filters)} />
          </>
        }
      />
      <DaysFields days={days} onDays={onDays} />
      <div className={classes.stack}>
        {first ? <BasisNotice head={first.head} /> : null}
        {first ? (
          <p>
            {m.reports_brought_forward()} {first.brought_forward.quantity}{' '}
            {money(first.brought_forward.value)}
          </p>
        ) : null}
        <ListView
          rows={query.data?.pages.flatMap((page) => page.items)}
          error={query.error}
          onRetry={() => void query.refetch()}
          filtered={false}
          onClearFilters={() => undefined}
          empty={
            <EmptyState icon={IconFileText} title={m.reports_none()} text={m.reports_none_text()} />
          }
        >
          {(rows) => (
            <DataTable
              label={title}
              columns={entryColumns(days, first?.head.values ?? false)}
              rows={rows}
              // A card that leaves and comes back on other days has entries of one id.
              rowKey={(row) => `${row.posted_on} ${row.id} ${row.summary}`}
              card={(row) => <EntryCard entry={row} days={days} />}
              paging={query}
            />
          )}
        </ListView>
      </div>
    </>
  );
}
