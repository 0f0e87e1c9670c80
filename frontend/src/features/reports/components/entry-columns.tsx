import { Link } from '@tanstack/react-router';
import type { DetailEntry } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import type { LedgerDays } from '../queries';
import { money } from './Cells';

/** The columns of the detail ledger on a screen. */
export function entryColumns(days: LedgerDays, values: boolean): Column<DetailEntry>[] {
  const amounts: Column<DetailEntry>[] = [
    ['increase', m.reports_increase(), (row: DetailEntry) => row.increase] as const,
    ['decrease', m.reports_decrease(), (row: DetailEntry) => row.decrease] as const,
    ['balance', m.reports_balance(), (row: DetailEntry) => row.balance] as const,
  ].flatMap(([key, header, of]): Column<DetailEntry>[] => [
    { key, header, cell: (row) => of(row)?.quantity, width: '4.5rem', align: 'end' },
    ...(values
      ? [
          {
            key: `${key}_value`,
            header: m.reports_value_of({ what: header }),
            cell: (row: DetailEntry) => money(of(row)?.value),
            width: '7.5rem',
            align: 'end' as const,
          },
        ]
      : []),
  ]);
  return [
    {
      key: 'asset_no',
      header: m.reports_asset_no(),
      cell: (row) => (
        <Link to="/ledgers/cards/$assetId" params={{ assetId: row.asset_id }} search={days}>
          {row.asset_no}
        </Link>
      ),
      width: '9.5rem',
    },
    {
      key: 'posted_on',
      header: m.reports_date(),
      cell: (row) => formatExact(row.posted_on),
      width: '8rem',
    },
    { key: 'summary', header: m.reports_summary(), cell: (row) => row.summary, width: '6rem' },
    { key: 'name', header: m.reports_name(), cell: (row) => row.name },
    ...amounts,
  ];
}

/** An entry on a phone. */
export function EntryCard({ entry, days }: { entry: DetailEntry; days: LedgerDays }) {
  const change = entry.increase ?? entry.decrease;
  return (
    <>
      <Link to="/ledgers/cards/$assetId" params={{ assetId: entry.asset_id }} search={days}>
        {entry.asset_no} {entry.name}
      </Link>
      <p>
        {formatExact(entry.posted_on)} · {entry.summary} · {entry.decrease ? '−' : ''}
        {change?.quantity} {entry.unit} {money(change?.value)}
      </p>
      <p>
        {m.reports_balance()} {entry.balance.quantity} {money(entry.balance.value)}
      </p>
    </>
  );
}
