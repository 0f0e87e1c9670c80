import { useQuery } from '@tanstack/react-query';
import type { ScheduleLine, ScheduleSum } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { WarningBox } from '@/ui/WarningBox';
import { money } from '../components/Cells';
import { LedgerPaper } from '../components/LedgerPaper';
import { type LedgerDays, MOST_ON_PAPER, schedulePaperQuery } from '../queries';

/** E4 on paper: what is longer than forty sheets says so, and leaves as a file. */
export function SchedulePaperPage({ days }: { days: LedgerDays }) {
  const query = useQuery(schedulePaperQuery(days));
  if (!query.data) {
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <PageSkeleton />
    );
  }
  const { schedule, lines, whole } = query.data;
  const { values } = schedule.head;
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={m.reports_schedule_title()}
          back={{ to: '/ledgers/schedule', label: m.reports_schedule() }}
        />
        {whole ? null : (
          <WarningBox
            title={m.reports_cut()}
            text={m.reports_cut_schedule_text({ count: formatNumber(MOST_ON_PAPER) })}
          />
        )}
      </div>
      <LedgerPaper
        head={schedule.head}
        title={m.reports_schedule_title()}
        account={m.reports_schedule_month({ month: schedule.month })}
        heads={<Heads values={values} />}
        rows={lines}
        row={(line) => <Line key={line.asset_id} line={line} values={values} />}
        sums={whole && values && schedule.total ? <Sums total={schedule.total} /> : null}
      />
    </>
  );
}

function Heads({ values }: { values: boolean }) {
  const amount = (label: string) =>
    values ? (
      <th scope="col" className={paper.amount}>
        {label}
      </th>
    ) : null;
  return (
    <tr>
      <th scope="col">{m.reports_asset_no()}</th>
      <th scope="col">{m.reports_name()}</th>
      <th scope="col">{m.reports_class_code()}</th>
      {amount(m.reports_value())}
      <th scope="col" className={paper.amount}>
        {m.reports_life_months()}
      </th>
      {amount(m.reports_month_amount())}
      {amount(m.reports_depreciation())}
      {amount(m.reports_net())}
      <th scope="col" className={paper.amount}>
        {m.reports_months_taken()}
      </th>
      <th scope="col">{m.reports_standing()}</th>
    </tr>
  );
}

function Line({ line, values }: { line: ScheduleLine; values: boolean }) {
  const amount = (of: string | undefined) =>
    values ? <td className={paper.amount}>{money(of)}</td> : null;
  return (
    <tr>
      <td className={paper.whole}>{line.asset_no}</td>
      <td>{line.name}</td>
      <td>{line.category_code}</td>
      {amount(line.original_value)}
      <td className={paper.amount}>{line.life_months}</td>
      {amount(line.month_amount)}
      {amount(line.accumulated_depreciation)}
      {amount(line.net_value)}
      <td className={paper.amount}>{line.months_taken}</td>
      <td>{line.standing_text}</td>
    </tr>
  );
}

function Sums({ total }: { total: ScheduleSum }) {
  return (
    <tr className={paper.sum}>
      <td colSpan={3}>{m.reports_total()}</td>
      <td className={paper.amount}>{money(total.original_value)}</td>
      <td />
      <td className={paper.amount}>{money(total.month_amount)}</td>
      <td className={paper.amount}>{money(total.accumulated_depreciation)}</td>
      <td className={paper.amount}>{money(total.net_value)}</td>
      <td />
      <td />
    </tr>
  );
}
