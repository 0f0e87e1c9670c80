import type { ImportView } from '@/api/schema';
import { formatDate, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';
import { StatusBadge } from '@/ui/StatusBadge';
import { CardsButton } from './CardsLink';
import classes from './import-columns.module.css';
import { Undo } from './Undo';

function what(row: ImportView): string {
  if (row.mode === 'update') {
    return m.imports_is_changed({ count: formatNumber(row.changed_cards) });
  }
  const made = m.imports_is_added({ count: formatNumber(row.cards) });
  return row.quantity_mode === 'explode' ? `${made} · ${m.imports_quantity_explode()}` : made;
}

function State({ row }: { row: ImportView }) {
  return row.undone_at ? (
    <span title={undone(row)}>
      <StatusBadge tone="idle">{m.imports_is_undone()}</StatusBadge>
    </span>
  ) : (
    <StatusBadge tone="done">{m.imports_state_in()}</StatusBadge>
  );
}

function undone(row: ImportView): string {
  return m.imports_is_undone_text({
    name: row.undone_by?.name ?? m.ui_none(),
    at: formatDate(row.undone_at ?? ''),
    reason: row.undo_reason ?? '',
  });
}

/** The beginning of the hash tells two files of one name apart; it is on hover. */
function File({ row }: { row: ImportView }) {
  return <span title={`${row.file_name} · ${row.file_sha256}`}>{row.file_name}</span>;
}

function Acts({ row }: { row: ImportView }) {
  return row.undone_at ? null : (
    <div className={classes.acts}>
      <CardsButton of={row} />
      <Undo of={row} />
    </div>
  );
}

export function importColumns(): Column<ImportView>[] {
  return [
    { key: 'file', header: m.registers_import_file(), cell: (row) => <File row={row} /> },
    {
      key: 'what',
      header: m.imports_what(),
      cell: (row) => <span title={what(row)}>{what(row)}</span>,
      width: '12rem',
    },
    {
      key: 'rows',
      header: m.registers_import_rows(),
      cell: (row) => formatNumber(row.source_rows),
      align: 'end',
      width: '5rem',
    },
    {
      key: 'value',
      header: m.registers_value(),
      cell: (row) => (row.original_value ? <Money amount={row.original_value} /> : m.ui_none()),
      align: 'end',
      width: '9rem',
    },
    {
      key: 'at',
      header: m.registers_import_at(),
      cell: (row) => <DateText value={row.imported_at} />,
      width: '8rem',
    },
    {
      key: 'by',
      header: m.registers_import_by(),
      cell: (row) => row.imported_by?.name ?? m.ui_none(),
      width: '6rem',
    },
    {
      key: 'state',
      header: m.imports_state(),
      cell: (row) => <State row={row} />,
      width: '8rem',
    },
    {
      key: 'acts',
      header: m.imports_acts(),
      cell: (row) => <RowActs row={row} />,
      width: '11rem',
    },
  ];
}

function RowActs({ row }: { row: ImportView }) {
  return row.undone_at ? (
    <span className={classes.note} title={undone(row)}>
      {undone(row)}
    </span>
  ) : (
    <>
      <CardsButton of={row} className={classes.link} />
      <Undo of={row} className={classes.link} />
    </>
  );
}

export function importCard(row: ImportView) {
  return (
    <>
      <p className={classes.file}>{row.file_name}</p>
      <State row={row} />
      <p>{what(row)}</p>
      <p className={classes.note}>
        <DateText value={row.imported_at} />
        {row.imported_by ? ` · ${row.imported_by.name}` : null}
        {row.original_value ? ' · ' : null}
        {row.original_value ? <Money amount={row.original_value} /> : null}
      </p>
      {row.undone_at ? <p className={classes.note}>{undone(row)}</p> : null}
      <Acts row={row} />
    </>
  );
}
