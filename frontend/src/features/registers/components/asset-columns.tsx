import { Link } from '@tanstack/react-router';
import type { AssetRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { Money } from '@/ui/Money';
import { StatusBadge } from '@/ui/StatusBadge';
import { TONES } from '../words';
import classes from './asset-columns.module.css';

function AssetLink({ row, text }: { row: AssetRow; text: string }) {
  return (
    <Link to="/assets/$assetId" params={{ assetId: row.id }}>
      {text}
    </Link>
  );
}

function Badge({ row }: { row: AssetRow }) {
  return <StatusBadge tone={TONES[row.status]}>{row.status_text}</StatusBadge>;
}

/** The room first: what is cut off at the end is what everybody knows. */
function Place({ path }: { path: string }) {
  const levels = path.split(' / ');
  const above = levels.slice(0, -1).join(' ');
  return (
    <span title={path}>
      {levels.at(-1)}
      {above ? <span className={classes.spec}>{above}</span> : null}
    </span>
  );
}

const amount = (row: AssetRow) => `${row.quantity} ${row.unit}`;

export function assetColumns(values: boolean): Column<AssetRow>[] {
  const columns: Column<AssetRow>[] = [
    {
      key: 'asset_no',
      header: m.registers_no(),
      cell: (row) => <AssetLink row={row} text={row.asset_no} />,
      width: '9.5rem',
      sortKey: 'asset_no',
    },
    {
      key: 'name',
      header: m.registers_name(),
      cell: (row) => (
        <>
          {row.name}
          {row.spec_model ? <span className={classes.spec}>{row.spec_model}</span> : null}
        </>
      ),
    },
    {
      key: 'category',
      header: m.registers_category(),
      cell: (row) => row.category.name,
      width: '8rem',
    },
    {
      key: 'place',
      header: m.registers_place(),
      cell: (row) => (row.location ? <Place path={row.location.path} /> : m.ui_none()),
      width: '13rem',
    },
    {
      key: 'custodian',
      header: m.registers_custodian(),
      cell: (row) => row.custodian?.name ?? m.ui_none(),
      width: '5.5rem',
    },
    {
      key: 'quantity',
      header: m.registers_quantity(),
      cell: amount,
      align: 'end',
      width: '6rem',
    },
  ];
  if (values) {
    columns.push({
      key: 'value',
      header: m.registers_value(),
      cell: (row) => (row.original_value ? <Money amount={row.original_value} /> : m.ui_none()),
      align: 'end',
      width: '8rem',
    });
  }
  columns.push({
    key: 'status',
    header: m.registers_status(),
    cell: (row) => <Badge row={row} />,
    width: '7rem',
  });
  return columns;
}

export function assetCard(row: AssetRow) {
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <AssetLink row={row} text={row.name} />
        <Badge row={row} />
      </div>
      <p className={classes.small}>
        {[row.asset_no, row.spec_model, amount(row)].filter(Boolean).join(' · ')}
      </p>
      <p className={classes.foot}>
        <span>
          {[row.location?.path, row.custodian?.name].filter(Boolean).join(' · ') || m.ui_none()}
        </span>
        {row.original_value ? <Money amount={row.original_value} /> : null}
      </p>
    </div>
  );
}
