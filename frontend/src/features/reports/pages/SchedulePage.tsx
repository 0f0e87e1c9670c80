import { useInfiniteQuery } from '@tanstack/react-query';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Facts } from '@/ui/Facts';
import { IconFileText, IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { BasisNotice } from '../components/BasisNotice';
import { money } from '../components/Cells';
import { DaysFields } from '../components/DaysFields';
import { ExportButton } from '../components/ExportDialog';
import { LedgerTabs } from '../components/LedgerTabs';
import classes from '../components/Reports.module.css';
import { ScheduleCard, scheduleColumns } from '../components/schedule-columns';
import { type LedgerDays, scheduleQuery } from '../queries';
import { exported } from '../words';

interface Props {
  days: LedgerDays;
  onDays: (patch: LedgerDays) => void;
}

/** E4: what every card takes, has lost and is worth as of a day, before the books, in them and ahead of today. */
export function SchedulePage({ days, onDays }: Props) {
  const query = useInfiniteQuery(scheduleQuery(days));
  const first = query.data?.pages[0];
  const total = first?.total;
  return (
    <>
      <PageHeader
        title={m.reports_schedule()}
        back={{ to: '/ledgers', label: m.reports_title() }}
        actions={
          <>
            <LinkButton
              to="/ledgers/schedule/print"
              search={days}
              variant="default"
              size="md"
              leftSection={<IconPrinter size={18} aria-hidden />}
            >
              {m.ui_print()}
            </LinkButton>
            <ExportButton wanted={exported('depreciation', days)} />
          </>
        }
      />
      <LedgerTabs days={days} />
      <DaysFields days={days} onDays={onDays} />
      <div className={classes.stack}>
        {first ? <BasisNotice head={first.head} /> : null}
        {first && total ? (
          <Facts
            items={[
              { label: m.reports_cards(), value: formatNumber(total.cards) },
              { label: m.reports_value(), value: money(total.original_value) },
              {
                label: m.reports_month_amount_of({ month: first.month }),
                value: money(total.month_amount),
              },
              { label: m.reports_depreciation(), value: money(total.accumulated_depreciation) },
              { label: m.reports_net(), value: money(total.net_value) },
            ]}
          />
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
              label={m.reports_schedule()}
              columns={scheduleColumns(days, first?.head.values ?? false)}
              rows={rows}
              rowKey={(row) => row.asset_id}
              card={(row) => <ScheduleCard line={row} days={days} />}
              paging={query}
            />
          )}
        </ListView>
      </div>
    </>
  );
}
