import { useInfiniteQuery } from '@tanstack/react-query';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Folded } from '@/ui/Folded';
import { IconFileImport } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { importCard, importColumns } from '../import/import-columns';
import { importsQuery } from '../queries';
import classes from './ImportsPage.module.css';

/** Typed at the server; not a text of the page. */
const TRY = 'steward import ledger.xls --as T0123';
const DO = 'steward import ledger.xls --as T0123 --commit';

/** Which ledgers came in from files, by whom, and the way back. */
export function ImportsPage() {
  const query = useInfiniteQuery(importsQuery);
  const seesCards = usePermission('assets.view');
  return (
    <>
      <PageHeader
        back={
          seesCards
            ? { to: '/assets', label: m.shell_nav_assets() }
            : { to: '/settings', label: m.shell_nav_settings() }
        }
        title={m.registers_imports()}
        actions={
          <LinkButton size="md" variant="default" to="/assets/imports/compare">
            {m.imports_compare_short()}
          </LinkButton>
        }
        primary={
          <LinkButton
            size="md"
            to="/assets/imports/new"
            leftSection={<IconFileImport size={18} aria-hidden />}
          >
            {m.imports_new()}
          </LinkButton>
        }
      />
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
            text={m.imports_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.registers_imports_past()}
            columns={importColumns()}
            rows={rows}
            rowKey={(row) => row.id}
            card={importCard}
            paging={query}
          />
        )}
      </ListView>
      <FromTheServer />
    </>
  );
}

/** The same from the command line, for whoever looks after the machine. */
function FromTheServer() {
  return (
    <div className={classes.how}>
      <Folded title={m.imports_terminal()}>
        <p>{m.registers_import_where()}</p>
        <p>{m.registers_import_try()}</p>
        <pre>
          <code>{TRY}</code>
        </pre>
        <p>{m.registers_import_do()}</p>
        <pre>
          <code>{DO}</code>
        </pre>
        <p className={classes.note}>{m.registers_import_note()}</p>
      </Folded>
    </div>
  );
}
