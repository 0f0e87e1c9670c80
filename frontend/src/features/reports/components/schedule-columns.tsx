import { Link } from '@tanstack/react-router';
import type { ScheduleLine } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import type { LedgerDays } from '../queries';
import { money } from './Cells';

/** The columns of E4 on a screen. */
export function scheduleColumns(days: LedgerDays, values: boolean): Column<ScheduleLine>[] {
  const amount = (
    key: string,
    header: string,
    of: (row: ScheduleLine) => string | undefined,
  ): Column<ScheduleLine>[] =>
    values
      ? [{ key, header, cell: (row) => money(of(row)), width: '9rem', align: 'end' as const }]
      : [];
  return [
    {
      key: 'asset_no',
      header: m.reports_asset_no(),
      cell: (row) => (
        <Link to="/ledgers/cards/$assetId" params={{ assetId: row.asset_id }} search={days}>
          {row.asset_no}
        </Link>
      ),
      width: '10rem',
    },
    { key: 'name', header: m.reports_name(), cell: (row) => row.name },
    {
      key: 'category_code',
      header: m.reports_class_code(),
      cell: (row) => row.category_code,
      width: '8rem',
    },
    ...amount('original_value', m.reports_value(), (row) => row.original_value),
    {
      key: 'life_months',
      header: m.reports_life_months(),
      cell: (row) => row.life_months,
      width: '7rem',
      align: 'end',
    },
    ...amount('month_amount', m.reports_month_amount(), (row) => row.month_amount),
    ...amount('accumulated', m.reports_depreciation(), (row) => row.accumulated_depreciation),
    ...amount('net', m.reports_net(), (row) => row.net_value),
    {
      key: 'months_taken',
      header: m.reports_months_taken(),
      cell: (row) => row.months_taken,
      width: '7rem',
      align: 'end',
    },
    {
      key: 'standing',
      header: m.reports_standing(),
      cell: (row) => row.standing_text,
      width: '7rem',
    },
  ];
}

/** A card of the schedule on a phone. */
export function ScheduleCard({ line, days }: { line: ScheduleLine; days: LedgerDays }) {
  return (
    <>
      <Link to="/ledgers/cards/$assetId" params={{ assetId: line.asset_id }} search={days}>
        {line.asset_no} {line.name}
      </Link>
      <p>
        {line.standing_text} · {m.reports_months_taken()} {line.months_taken}
        {line.life_months ? ` / ${line.life_months}` : ''}
      </p>
      <p>
        {m.reports_depreciation()} {money(line.accumulated_depreciation)} · {m.reports_net()}{' '}
        {money(line.net_value)}
      </p>
    </>
  );
}
