import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import type { PurchaseOrderRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconShoppingCart } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { ViewTabs } from '@/ui/ViewTabs';
import { PurchaseKinds } from '../components/PurchaseKinds';
import { EmergencyMark, LateMark, StateBadge } from './OrderBadge';
import { OrderCard } from './OrderCard';
import { type OrderFilters, ordersQuery } from './queries';
import { daysLate, ORDER_WORDS } from './words';

interface Props {
  search: OrderFilters;
  onSearch: (patch: Partial<OrderFilters>) => void;
}

type View = NonNullable<OrderFilters['view']>;

/** What waits to be confirmed stands in one state: there is none to choose. */
const toView = (view: View): Partial<OrderFilters> => ({
  view: view === 'all' ? undefined : view,
  ...(view === 'waiting_for_me' ? { state: undefined } : {}),
});

const STATE_FILTER = () => ({
  name: 'state',
  label: m.purchases_filter_state(),
  options: Object.entries(ORDER_WORDS).map(([value, word]) => ({ value, label: word() })),
});

/** What was ordered of whom, and what has not come yet. */
export function OrderListPage({ search, onSearch }: Props) {
  const buys = usePermission('orders.make');
  const query = useInfiniteQuery(ordersQuery(search));
  const waiting = search.view === 'waiting_for_me';
  return (
    <>
      <PageHeader title={m.orders_title()} />
      <PurchaseKinds />
      {buys ? (
        <ViewTabs
          label={m.purchases_views()}
          views={[
            { view: 'all', label: m.purchases_view_all() },
            { view: 'mine', label: m.orders_view_mine() },
            { view: 'waiting_for_me', label: m.orders_view_waiting_for_me() },
          ]}
          current={search.view ?? 'all'}
          onView={(next) => onSearch(toView(next))}
        />
      ) : null}
      <FilterBar
        search={{ name: 'q', label: m.orders_find_number() }}
        filters={waiting ? [] : [STATE_FILTER()]}
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
            title={waiting ? m.orders_none_waiting() : m.orders_none()}
            text={waiting ? m.orders_none_waiting_text() : m.orders_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.orders_title()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <OrderCard row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function COLUMNS(): Column<PurchaseOrderRow>[] {
  return [
    {
      key: 'number',
      header: m.purchases_number(),
      width: '11.5rem',
      cell: (row) => (
        <Link to="/purchase-orders/$orderId" params={{ orderId: row.id }}>
          {row.number}
        </Link>
      ),
    },
    { key: 'title', header: m.orders_what(), cell: (row) => row.title },
    { key: 'supplier', header: m.orders_supplier(), cell: (row) => row.supplier_name },
    {
      key: 'total',
      header: m.purchases_total(),
      width: '7rem',
      align: 'end',
      cell: (row) => (row.total ? <Money amount={row.total} /> : null),
    },
    {
      key: 'state',
      header: m.purchases_filter_state(),
      width: '12.5rem',
      cell: (row) => (
        <>
          <StateBadge row={row} /> <EmergencyMark row={row} />
        </>
      ),
    },
    {
      key: 'expected_on',
      header: m.orders_expected(),
      width: '8.5rem',
      cell: (row) =>
        daysLate(row) > 0 ? (
          <LateMark row={row} />
        ) : row.expected_on ? (
          <DateText value={row.expected_on} />
        ) : null,
    },
    {
      key: 'buyers',
      header: m.orders_buyers(),
      width: '8rem',
      cell: (row) => row.buyers.map(({ name }) => name).join(m.ui_list_separator()),
    },
  ];
}
