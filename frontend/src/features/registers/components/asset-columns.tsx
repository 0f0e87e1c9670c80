import { Link } from '@tanstack/react-router';
import type { AssetRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
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

/** All columns there are, in their order; those with values only for who may see them. */
function allColumns(values: boolean, withSpec: boolean): Column<AssetRow>[] {
  const all: Column<AssetRow>[] = [
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
          {row.spec_model && !withSpec ? (
            <span className={classes.spec}>{row.spec_model}</span>
          ) : null}
        </>
      ),
    },
    { key: 'spec', header: m.views_spec(), cell: (row) => row.spec_model ?? '', width: '8rem' },
    {
      key: 'category',
      header: m.registers_category(),
      cell: (row) => row.category.name,
      width: '8rem',
    },
    {
      key: 'category_code',
      header: m.views_category_code(),
      cell: (row) => row.category.code,
      width: '7rem',
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
    {
      key: 'value',
      header: m.registers_value(),
      cell: (row) => (row.original_value ? <Money amount={row.original_value} /> : m.ui_none()),
      align: 'end',
      width: '8rem',
      sortKey: 'original_value',
    },
    {
      key: 'acquired_on',
      header: m.views_acquired(),
      cell: (row) => (row.acquired_on ? <DateText value={row.acquired_on} /> : m.ui_none()),
      width: '8rem',
      sortKey: 'acquired_on',
    },
    {
      key: 'status',
      header: m.registers_status(),
      cell: (row) => <Badge row={row} />,
      width: '7rem',
    },
  ];
  return values ? all : all.filter(({ key }) => key !== 'value');
}

export function assetColumns(values: boolean, chosen: readonly string[]): Column<AssetRow>[] {
  return allColumns(values, chosen.includes('spec')).filter(
    ({ key }) => key === 'asset_no' || key === 'name' || chosen.includes(key),
  );
}

/** What may be shown or left out. */
export function columnChoices(values: boolean): { key: string; header: string }[] {
  return allColumns(values, true).filter(({ key }) => key !== 'asset_no' && key !== 'name');
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
