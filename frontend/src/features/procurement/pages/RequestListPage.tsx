import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import type { PurchaseRequestRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconShoppingCart } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { ViewTabs } from '@/ui/ViewTabs';
import { PurchaseKinds } from '../components/PurchaseKinds';
import { RequestBadge } from '../components/RequestBadge';
import { RequestCard } from '../components/RequestCard';
import { type RequestFilters, requestsQuery } from '../queries';
import { STATE_WORDS } from '../words';

interface Props {
  search: RequestFilters;
  onSearch: (patch: Partial<RequestFilters>) => void;
}

export function RequestListPage({ search, onSearch }: Props) {
  const { permissions } = useMe();
  const asks = permissions.includes('purchase_requests.request');
  // Whoever can ask for nothing himself looks at what others ask for.
  const view = search.view ?? (asks ? 'mine' : 'all');
  const query = useInfiniteQuery(requestsQuery({ ...search, view }));
  // Decides about others' purchases, or reads them all.
  const seesAll = permissions.includes('approvals.view');
  return (
    <>
      <PageHeader
        title={m.purchases_title()}
        primary={
          asks ? (
            <LinkButton
              to="/purchases/new"
              leftSection={<IconShoppingCart size={20} aria-hidden />}
            >
              {m.purchases_new()}
            </LinkButton>
          ) : undefined
        }
      />
      <PurchaseKinds />
      {seesAll && asks ? (
        <ViewTabs
          label={m.purchases_views()}
          views={[
            { view: 'mine', label: m.purchases_view_mine() },
            { view: 'all', label: m.purchases_view_all() },
          ]}
          current={view}
          onView={(next) => onSearch({ view: next === 'all' ? 'all' : undefined })}
        />
      ) : null}
      <FilterBar
        search={{ name: 'q', label: m.purchases_find_number() }}
        filters={[
          {
            name: 'state',
            label: m.purchases_filter_state(),
            options: Object.entries(STATE_WORDS).map(([value, word]) => ({
              value,
              label: word(),
            })),
          },
        ]}
        values={{ ...search }}
        onChange={onSearch}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Boolean(search.state || search.q)}
        onClearFilters={() => onSearch({ state: undefined, q: undefined })}
        empty={
          <EmptyState
            icon={IconShoppingCart}
            title={m.purchases_none()}
            text={m.purchases_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.purchases_title()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <RequestCard row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function COLUMNS(): Column<PurchaseRequestRow>[] {
  return [
    {
      key: 'number',
      header: m.purchases_number(),
      width: '12rem',
      cell: (row) => (
        <Link to="/purchases/$requestId" params={{ requestId: row.id }}>
          {row.number}
        </Link>
      ),
    },
    { key: 'title', header: m.purchases_what(), cell: (row) => row.title },
    {
      key: 'total',
      header: m.purchases_total(),
      width: '9rem',
      align: 'end',
      cell: (row) => <Money amount={row.total} />,
    },
    {
      key: 'state',
      header: m.purchases_filter_state(),
      width: '14rem',
      cell: (row) => <RequestBadge {...row} />,
    },
    {
      key: 'requester',
      header: m.purchases_requester(),
      width: '8rem',
      cell: (row) => row.requester.name,
    },
    {
      key: 'updated_at',
      header: m.purchases_updated(),
      width: '9rem',
      cell: (row) => <DateText value={row.updated_at} />,
    },
  ];
}
