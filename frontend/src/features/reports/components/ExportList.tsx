import { useInfiniteQuery } from '@tanstack/react-query';
import { pages } from '@/api/keyset';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconFileExport } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { LoadMore } from '@/ui/LoadMore';
import { exportsQuery } from '../queries';
import { DownloadButton, ExportFacts } from './ExportDialog';
import classes from './Reports.module.css';

/** What was exported, newest first, with its checksum: a file that somebody brings can be held against it. */
export function ExportList() {
  const query = useInfiniteQuery(exportsQuery);
  return (
    <section aria-label={m.reports_exports()}>
      <h2>{m.reports_exports()}</h2>
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => undefined}
        empty={
          <EmptyState
            icon={IconFileExport}
            title={m.reports_exports_none()}
            text={m.reports_exports_none_text()}
          />
        }
      >
        {(rows) => (
          <>
            <ul className={classes.exports}>
              {rows.map((made) => (
                <li key={made.id} className={classes.export}>
                  <strong>{made.title}</strong>
                  <ExportFacts made={made} />
                  <div className={classes.actions}>
                    <DownloadButton made={made} />
                  </div>
                </li>
              ))}
            </ul>
            <LoadMore paging={query} />
          </>
        )}
      </ListView>
    </section>
  );
}
