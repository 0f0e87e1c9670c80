import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import type { StockItemRow, StoreView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { type Filter, FilterBar } from '@/ui/FilterBar';
import { IconPackage } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { StatusBadge } from '@/ui/StatusBadge';
import { StoreCards } from '../components/StoreCards';
import { StoreTabs } from '../components/StoreTabs';
import { type ItemFilters, itemsQuery, storesQuery } from '../queries';
import { nameOf } from '../shelf';

interface Props {
  search: ItemFilters;
  onSearch: (patch: Partial<Record<keyof ItemFilters, string>>) => void;
}

/** The stores, and what is on hand in them. */
export function StoresPage({ search, onSearch }: Props) {
  const { permissions } = useMe();
  const stores = useQuery(storesQuery);
  const query = useInfiniteQuery(itemsQuery(search));
  const manages = permissions.includes('stores.manage');
  const asks = search.below_minimum && permissions.includes('purchase_requests.request');
  return (
    <>
      <PageHeader
        title={m.stores_title()}
        primary={
          asks ? (
            <LinkButton to="/purchases/new" search={{ low: 'all' }}>
              {m.stores_request_low()}
            </LinkButton>
          ) : undefined
        }
        actions={
          manages ? (
            <>
              <LinkButton to="/stores/new" variant="default">
                {m.stores_new()}
              </LinkButton>
              <LinkButton to="/stores/items/new" variant="default">
                {m.stores_item_new()}
              </LinkButton>
            </>
          ) : undefined
        }
      />
      <StoreTabs />
      <StoreCards stores={stores.data} />
      <FilterBar
        search={{ name: 'q', label: m.stores_find_item() }}
        filters={[
          ...storeFilter(stores.data),
          {
            name: 'below_minimum',
            label: m.stores_filter_low(),
            options: [{ value: 'true', label: m.stores_low_only() }],
          },
          {
            name: 'retired',
            label: m.stores_filter_retired(),
            options: [{ value: 'true', label: m.stores_retired_only() }],
          },
        ]}
        values={{
          q: search.q,
          store_id: search.store_id,
          below_minimum: search.below_minimum && 'true',
          retired: search.retired && 'true',
        }}
        onChange={onSearch}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Object.values(search).some(Boolean)}
        onClearFilters={() =>
          onSearch({
            q: undefined,
            store_id: undefined,
            below_minimum: undefined,
            retired: undefined,
          })
        }
        empty={
          <EmptyState
            icon={IconPackage}
            title={m.stores_no_items()}
            text={m.stores_no_items_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.stores_items()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <ItemCard row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

/** Only where there is a choice of stores. */
function storeFilter(stores: readonly StoreView[] | undefined): Filter[] {
  return stores && stores.length > 1
    ? [
        {
          name: 'store_id',
          label: m.stores_filter_store(),
          options: stores.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]
    : [];
}

function COLUMNS(): Column<StockItemRow>[] {
  return [
    { key: 'name', header: m.stores_item(), cell: (row) => <ItemLink row={row} /> },
    { key: 'category', header: m.stores_category(), width: '8rem', cell: (row) => row.category },
    { key: 'where', header: m.stores_where(), cell: where },
    {
      key: 'on_hand',
      header: m.stores_on_hand(),
      width: '8rem',
      align: 'end',
      cell: onHand,
    },
    {
      key: 'minimum',
      header: m.stores_minimum(),
      width: '6.5rem',
      align: 'end',
      cell: (row) => row.minimum,
    },
    {
      key: 'state',
      header: m.stores_state(),
      width: '12rem',
      cell: (row) => <Low row={row} />,
    },
  ];
}

function ItemLink({ row }: { row: StockItemRow }) {
  return (
    <Link to="/stores/items/$itemId" params={{ itemId: row.id }}>
      {nameOf(row)}
    </Link>
  );
}

const onHand = ({ on_hand, unit }: StockItemRow) => m.stores_amount({ quantity: on_hand, unit });

/** Only where there is a choice of stores it matters in which. */
const where = ({ balances }: StockItemRow) =>
  balances.map(({ store, quantity }) => `${store.name} ${quantity}`).join(' · ');

function Low({ row }: { row: StockItemRow }) {
  if (row.missing) {
    const quantity = m.stores_amount({ quantity: row.missing, unit: row.unit });
    return <StatusBadge tone="waiting">{m.stores_missing({ quantity })}</StatusBadge>;
  }
  return row.retired ? <StatusBadge tone="off">{m.stores_retired()}</StatusBadge> : null;
}

function ItemCard({ row }: { row: StockItemRow }) {
  const minimum = row.minimum;
  return (
    <PaperCard
      title={<ItemLink row={row} />}
      amount={onHand(row)}
      badge={<Low row={row} />}
      meta={[
        row.category,
        ...(minimum ? [m.stores_minimum_of({ quantity: minimum })] : []),
        ...(row.balances.length > 1 ? [where(row)] : []),
      ]}
    />
  );
}
