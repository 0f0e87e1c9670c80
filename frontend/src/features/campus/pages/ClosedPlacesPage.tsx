import { useInfiniteQuery } from '@tanstack/react-query';
import { pages } from '@/api/keyset';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { cardOfPlace, placeColumns } from '../components/place-columns';
import { closedQuery } from '../queries';

/** Places that are closed: out of every list, and from here opened again. */
export function ClosedPlacesPage() {
  const query = useInfiniteQuery(closedQuery);
  return (
    <>
      <PageHeader
        back={{ to: '/places', label: m.shell_nav_places() }}
        title={m.campus_closed()}
        facts={m.campus_closed_lead()}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => {}}
        empty={<EmptyState title={m.campus_closed_none()} />}
      >
        {(rows) => (
          <DataTable
            label={m.campus_closed()}
            columns={placeColumns()}
            rows={rows}
            rowKey={(row) => row.id}
            card={cardOfPlace}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}
