import { useInfiniteQuery } from '@tanstack/react-query';
import { pages } from '@/api/keyset';
import type { ImportView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { IconFileImport } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { ImportWizard } from '../import/ImportWizard';
import { UndoImport } from '../import/UndoImport';
import { importsQuery } from '../queries';
import classes from './ImportsPage.module.css';

/** Typed at the server; not a text of the page. */
const TRY = 'steward import ledger.xls --as T0123';
const DO = 'steward import ledger.xls --as T0123 --commit';

/** Which ledgers came in from files, and how the next one does. */
export function ImportsPage() {
  const query = useInfiniteQuery(importsQuery);
  return (
    <>
      <PageHeader
        back={{ to: '/assets', label: m.shell_nav_assets() }}
        title={m.registers_imports()}
      />
      <ImportWizard />
      <h2 className={classes.past}>{m.registers_imports_past()}</h2>
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={
          <EmptyState
            icon={IconFileImport}
            title={m.registers_imports_none()}
            text={m.registers_imports_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.registers_imports_past()}
            columns={columns()}
            rows={rows}
            rowKey={(row) => row.id}
            card={importCard}
            paging={query}
          />
        )}
      </ListView>
      <details className={classes.how}>
        <summary>{m.imports_command()}</summary>
        <p>{m.registers_import_try()}</p>
        <pre>
          <code>{TRY}</code>
        </pre>
        <p>{m.registers_import_do()}</p>
        <pre>
          <code>{DO}</code>
        </pre>
        <p className={classes.note}>{m.registers_import_note()}</p>
      </details>
    </>
  );
}

function mode(row: ImportView): string {
  if (row.mode === 'update') {
    return m.imports_mode_update();
  }
  return row.quantity_mode === 'explode' ? m.registers_mode_explode() : m.registers_mode_keep();
}

/** The beginning tells two files apart; the whole is on hover and in the audit log. */
function Fingerprint({ row }: { row: ImportView }) {
  return <code title={row.file_sha256}>{row.file_sha256.slice(0, 12)}</code>;
}

function columns(): Column<ImportView>[] {
  return [
    { key: 'file', header: m.registers_import_file(), cell: (row) => row.file_name },
    {
      key: 'at',
      header: m.registers_import_at(),
      cell: (row) => <DateText value={row.imported_at} />,
      width: '9rem',
    },
    {
      key: 'by',
      header: m.registers_import_by(),
      cell: (row) => row.imported_by?.name ?? m.ui_none(),
      width: '7rem',
    },
    {
      key: 'rows',
      header: m.registers_import_rows(),
      cell: (row) => formatNumber(row.source_rows),
      align: 'end',
      width: '6rem',
    },
    {
      key: 'cards',
      header: m.registers_import_cards(),
      cell: (row) => formatNumber(row.cards),
      align: 'end',
      width: '6rem',
    },
    {
      key: 'value',
      header: m.registers_value(),
      cell: (row) => (row.original_value ? <Money amount={row.original_value} /> : m.ui_none()),
      align: 'end',
      width: '9rem',
    },
    { key: 'mode', header: m.registers_import_mode(), cell: mode, width: '9rem' },
    {
      key: 'undo',
      header: m.imports_undo(),
      cell: (row) => <UndoImport row={row} />,
      width: '7rem',
    },
    {
      key: 'hash',
      header: m.registers_import_check(),
      cell: (row) => <Fingerprint row={row} />,
      width: '9rem',
    },
  ];
}

function importCard(row: ImportView) {
  return (
    <>
      <p className={classes.file}>{row.file_name}</p>
      <p className={classes.note}>
        <DateText value={row.imported_at} />
        {row.imported_by ? ` · ${row.imported_by.name}` : null}
        {` · ${mode(row)}`}
      </p>
      <UndoImport row={row} />
      <p className={classes.note}>
        {m.registers_import_line({
          rows: formatNumber(row.source_rows),
          cards: formatNumber(row.cards),
        })}
        {row.original_value ? ' · ' : null}
        {row.original_value ? <Money amount={row.original_value} /> : null}
      </p>
    </>
  );
}
