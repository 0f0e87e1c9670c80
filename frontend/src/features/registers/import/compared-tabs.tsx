import { Link } from '@tanstack/react-router';
import type { ComparedCard, ComparedRow, ComparisonView } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { Money } from '@/ui/Money';
import type { CategoryNames } from '../category-names';
import classes from './import.module.css';
import { said } from './said';

/** One list of a comparison: on the screen and as a file. */
export interface Tab<Row> {
  of: (found: ComparisonView, names: CategoryNames) => Row[];
  columns: () => Column<Row>[];
  card: (row: Row) => React.ReactNode;
  rowKey: (row: Row) => string;
  /** Several rows may be of one card. */
  cardOf: (row: Row) => string;
  heads: () => string[];
  cells: (row: Row) => string[];
}

interface Difference {
  id: string;
  asset_no: string;
  name: string;
  official_no: string;
  row: number;
  field: string;
  /** As people read it. */
  here: string;
  there: string;
  /** As it is stored: for the file. */
  stored: [string, string];
}

function CardLink({ id, text }: { id: string; text: string }) {
  return (
    <Link to="/assets/$assetId" params={{ assetId: id }}>
      {text}
    </Link>
  );
}

export const DIFFERENT: Tab<Difference> = {
  of: ({ differences }, names) =>
    differences.flatMap(({ fields, official_no, ...card }) =>
      fields.map((field) => ({
        ...card,
        official_no: official_no ?? '',
        field: field.field_text,
        here: said(field.field, field.here, names),
        there: said(field.field, field.there, names),
        stored: [field.here ?? '', field.there ?? ''],
      })),
    ),
  columns: () => [
    {
      key: 'no',
      header: m.imports_no(),
      cell: (row) => <CardLink id={row.id} text={row.asset_no} />,
      width: '11rem',
    },
    { key: 'name', header: m.imports_name(), cell: (row) => row.name },
    { key: 'field', header: m.imports_field(), cell: (row) => row.field, width: '8rem' },
    { key: 'here', header: m.imports_compare_value_here(), cell: (row) => row.here },
    {
      key: 'there',
      header: m.imports_compare_value_there(),
      cell: (row) => row.there,
    },
    {
      key: 'row',
      header: m.imports_row(),
      cell: (row) => row.row,
      align: 'end',
      width: '4.5rem',
    },
  ],
  card: (row) => (
    <>
      <CardLink id={row.id} text={`${row.asset_no} ${row.name}`} />
      <p className={classes.quiet}>{row.field}</p>
      <p>{`${m.imports_compare_value_here()} · ${row.here}`}</p>
      <p>{`${m.imports_compare_value_there()} · ${row.there}`}</p>
    </>
  ),
  rowKey: (row) => `${row.id}.${row.field}`,
  cardOf: (row) => row.id,
  heads: () => [
    m.imports_no(),
    m.imports_official(),
    m.imports_name(),
    m.imports_field(),
    m.imports_compare_value_here(),
    m.imports_compare_value_there(),
    m.imports_row(),
  ],
  cells: (row) => [
    row.asset_no,
    row.official_no,
    row.name,
    row.field,
    ...row.stored,
    String(row.row),
  ],
};

export const THERE: Tab<ComparedRow> = {
  of: ({ missing_here }) => missing_here,
  columns: () => [
    {
      key: 'row',
      header: m.imports_row(),
      cell: (row) => m.imports_at_row({ row: row.row }),
      width: '7rem',
    },
    {
      key: 'no',
      header: m.imports_no(),
      cell: (row) => row.number ?? m.ui_none(),
      width: '12rem',
    },
    { key: 'name', header: m.imports_name(), cell: (row) => row.name },
    ...amounts<ComparedRow>(),
  ],
  card: (row) => (
    <>
      <p className={classes.cardName}>{row.name}</p>
      <p className={classes.quiet}>
        {[m.imports_at_row({ row: row.row }), row.number, `× ${row.quantity}`]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {row.original_value ? <p>{formatMoney(row.original_value)}</p> : null}
    </>
  ),
  rowKey: (row) => String(row.row),
  cardOf: (row) => String(row.row),
  heads: () => [
    m.imports_row(),
    m.imports_no(),
    m.imports_name(),
    m.imports_amount(),
    m.imports_worth(),
  ],
  cells: (row) => [
    String(row.row),
    row.number ?? '',
    row.name,
    row.quantity,
    row.original_value ?? '',
  ],
};

export const HERE: Tab<ComparedCard> = {
  of: ({ missing_there }) => missing_there,
  columns: () => [
    {
      key: 'no',
      header: m.imports_no(),
      cell: (row) => <CardLink id={row.id} text={row.asset_no} />,
      width: '11rem',
    },
    {
      key: 'official',
      header: m.imports_official(),
      cell: (row) => row.official_no ?? m.ui_none(),
      width: '12rem',
    },
    { key: 'name', header: m.imports_name(), cell: (row) => row.name },
    ...amounts<ComparedCard>(),
  ],
  card: (row) => (
    <>
      <CardLink id={row.id} text={`${row.asset_no} ${row.name}`} />
      <p className={classes.quiet}>
        {[row.official_no, `× ${row.quantity}`].filter(Boolean).join(' · ')}
      </p>
      {row.original_value ? <p>{formatMoney(row.original_value)}</p> : null}
    </>
  ),
  rowKey: (row) => row.id,
  cardOf: (row) => row.id,
  heads: () => [
    m.imports_no(),
    m.imports_official(),
    m.imports_name(),
    m.imports_amount(),
    m.imports_worth(),
  ],
  cells: (row) => [
    row.asset_no,
    row.official_no ?? '',
    row.name,
    row.quantity,
    row.original_value ?? '',
  ],
};

function amounts<
  Row extends { quantity: string; original_value?: string | null },
>(): Column<Row>[] {
  return [
    {
      key: 'amount',
      header: m.imports_amount(),
      cell: (row) => row.quantity,
      align: 'end',
      width: '5rem',
    },
    {
      key: 'value',
      header: m.imports_worth(),
      cell: (row) => (row.original_value ? <Money amount={row.original_value} /> : m.ui_none()),
      align: 'end',
      width: '9rem',
    },
  ];
}
