import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import type { StockLotRow, StoreView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { type Filter, FilterBar } from '@/ui/FilterBar';
import { IconPackage } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { LotBadge } from '../components/LotBadge';
import { StoreTabs } from '../components/StoreTabs';
import { daysLeft, lotName } from '../food';
import { type LotFilters, lotsQuery } from '../food-queries';
import { storesQuery } from '../queries';
import { nameOf } from '../shelf';

interface Props {
  search: LotFilters;
  onSearch: (patch: Partial<Record<keyof LotFilters, string>>) => void;
}

/** Within how many days something is over soon. */
const DAYS = ['3', '7', '30', '60'];

/** What is over first, what was stopped: lots of all stores. */
export function LotListPage({ search, onSearch }: Props) {
  const stores = useQuery(storesQuery);
  const query = useInfiniteQuery(lotsQuery(search));
  return (
    <>
      <PageHeader title={m.stores_lots_all()} back={{ to: '/stores', label: m.stores_title() }} />
      <StoreTabs />
      <FilterBar
        search={{ name: 'q', label: m.stores_lots_find() }}
        filters={filters(stores.data)}
        values={{
          q: search.q,
          store_id: search.store_id,
          within_days: search.within_days === undefined ? undefined : String(search.within_days),
          food: search.food && 'true',
          stopped: search.stopped && 'true',
          view: search.view,
        }}
        onChange={onSearch}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Object.values(search).some((value) => value !== undefined)}
        onClearFilters={() =>
          onSearch({
            q: undefined,
            store_id: undefined,
            within_days: undefined,
            food: undefined,
            stopped: undefined,
            view: undefined,
          })
        }
        empty={
          <EmptyState
            icon={IconPackage}
            title={m.stores_lots_none()}
            text={m.stores_lots_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.stores_lots()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <LotCard row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function filters(stores: readonly StoreView[] | undefined): Filter[] {
  const choice = (stores ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return [
    {
      name: 'within_days',
      label: m.stores_lots_soon(),
      options: DAYS.map((days) => ({ value: days, label: m.stores_lots_within({ days }) })),
    },
    {
      name: 'food',
      label: m.stores_lots_kind(),
      options: [{ value: 'true', label: m.stores_lots_food() }],
    },
    {
      name: 'stopped',
      label: m.stores_lots_stopped(),
      options: [{ value: 'true', label: m.stores_lots_stopped_only() }],
    },
    {
      name: 'view',
      label: m.stores_lots_order(),
      options: [{ value: 'newest', label: m.stores_lots_newest() }],
    },
    ...(choice.length > 1
      ? [{ name: 'store_id', label: m.stores_filter_store(), options: choice }]
      : []),
  ];
}

function COLUMNS(): Column<StockLotRow>[] {
  return [
    { key: 'item', header: m.stores_item(), cell: (row) => <LotLink row={row} /> },
    { key: 'lot', header: m.stores_lot_no(), width: '10rem', cell: lotName },
    { key: 'store', header: m.stores_store(), width: '9rem', cell: (row) => row.store.name },
    {
      key: 'expires',
      header: m.stores_expires(),
      width: '8rem',
      cell: (row) => (row.expires_on ? <DateText value={row.expires_on} /> : m.ui_none()),
    },
    {
      key: 'left',
      header: m.stores_state(),
      width: '11rem',
      cell: (row) => <LotBadge lot={row} />,
    },
    {
      key: 'quantity',
      header: m.stores_quantity(),
      width: '7rem',
      align: 'end',
      cell: amount,
    },
  ];
}

const amount = ({ quantity, item }: StockLotRow) => m.stores_amount({ quantity, unit: item.unit });

function LotLink({ row }: { row: StockLotRow }) {
  return (
    <Link to="/stores/lots/$lotId" params={{ lotId: row.id }}>
      {nameOf(row.item)}
    </Link>
  );
}

function LotCard({ row }: { row: StockLotRow }) {
  return (
    <PaperCard
      title={<LotLink row={row} />}
      amount={amount(row)}
      badge={<LotBadge lot={row} />}
      meta={[
        lotName(row),
        row.store.name,
        typeof row.days_left === 'number' ? daysLeft(row.days_left) : null,
      ]}
    />
  );
}
