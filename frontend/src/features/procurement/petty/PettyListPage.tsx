import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import type { PettyPurchaseRow, PettyPurchaseState } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconFileText, IconPencil, IconShoppingCart } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { ViewTabs } from '@/ui/ViewTabs';
import { PurchaseKinds } from '../components/PurchaseKinds';
import { LateMark } from './LateMark';
import { lastMonths } from './months';
import { PettyBadge } from './PettyBadge';
import { PettyCard } from './PettyCard';
import { type PettyFilters, pettyListQuery } from './queries';
import { STATE_WORDS } from './words';

interface Props {
  search: PettyFilters;
  onSearch: (patch: Partial<PettyFilters>) => void;
}

const STATES: readonly PettyPurchaseState[] = [
  'submitted',
  'returned',
  'approved',
  'posted',
  'rejected',
  'cancelled',
];

export function PettyListPage({ search, onSearch }: Props) {
  const { permissions } = useMe();
  const buys = permissions.includes('purchase_requests.request');
  // Whoever buys nothing himself looks at what others bought.
  const view = search.view ?? (buys ? 'mine' : 'all');
  const query = useInfiniteQuery(pettyListQuery({ ...search, view }));
  // Decides about others' purchases, or reads them all.
  const seesAll = permissions.includes('approvals.view');
  return (
    <>
      <PageHeader
        title={m.petty_title()}
        actions={
          <LinkButton
            to="/purchases/petty/statement"
            variant="default"
            leftSection={<IconFileText size={18} aria-hidden />}
          >
            {m.petty_statement()}
          </LinkButton>
        }
        primary={
          buys ? (
            <LinkButton
              to="/purchases/petty/new"
              leftSection={<IconPencil size={20} aria-hidden />}
            >
              {m.petty_new()}
            </LinkButton>
          ) : undefined
        }
      />
      <PurchaseKinds />
      {seesAll && buys ? (
        <ViewTabs
          label={m.purchases_views()}
          views={[
            { view: 'mine', label: m.petty_view_mine() },
            { view: 'all', label: m.purchases_view_all() },
          ]}
          current={view}
          onView={(next) => onSearch({ view: next === 'all' ? 'all' : undefined })}
        />
      ) : null}
      <FilterBar
        search={{ name: 'q', label: m.petty_find_number() }}
        filters={[
          {
            name: 'state',
            label: m.purchases_filter_state(),
            options: STATES.map((value) => ({ value, label: STATE_WORDS[value]() })),
          },
          { name: 'month', label: m.petty_filter_month(), options: lastMonths(12) },
          {
            name: 'late',
            label: m.petty_filter_late(),
            options: [{ value: 'true', label: m.petty_late_only() }],
          },
        ]}
        values={{ ...search, late: search.late ? 'true' : undefined }}
        onChange={(patch) =>
          onSearch('late' in patch ? { ...patch, late: patch.late === 'true' || undefined } : patch)
        }
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Boolean(search.state || search.month || search.late || search.q)}
        onClearFilters={() =>
          onSearch({ state: undefined, month: undefined, late: undefined, q: undefined })
        }
        empty={
          <EmptyState icon={IconShoppingCart} title={m.petty_none()} text={m.petty_none_text()} />
        }
      >
        {(rows) => (
          <DataTable
            label={m.petty_title()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <PettyCard row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function COLUMNS(): Column<PettyPurchaseRow>[] {
  return [
    {
      key: 'number',
      header: m.purchases_number(),
      width: '11.5rem',
      cell: (row) => (
        <Link to="/purchases/petty/$pettyId" params={{ pettyId: row.id }}>
          {row.number}
        </Link>
      ),
    },
    { key: 'title', header: m.petty_what(), cell: (row) => row.title },
    { key: 'shop', header: m.petty_shop(), cell: (row) => row.shop },
    {
      key: 'bought_on',
      header: m.petty_bought_on(),
      width: '10.5rem',
      cell: (row) => (
        <>
          <DateText value={row.bought_on} /> <LateMark late={row.late} />
        </>
      ),
    },
    {
      key: 'total',
      header: m.purchases_total(),
      width: '7rem',
      align: 'end',
      cell: (row) => <Money amount={row.total} />,
    },
    {
      key: 'state',
      header: m.purchases_filter_state(),
      width: '14rem',
      cell: (row) => (
        <>
          <PettyBadge {...row} /> {row.voucher_no}
        </>
      ),
    },
    {
      key: 'handler',
      header: m.petty_handler(),
      width: '7.5rem',
      cell: (row) => row.handler.name,
    },
  ];
}
