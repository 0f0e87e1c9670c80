import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import type { SupplierRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconBuilding, IconPlus } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { StatusBadge } from '@/ui/StatusBadge';
import { PurchaseKinds } from '../components/PurchaseKinds';
import { LicenceMark } from './LicenceMark';
import { type SupplierFilters, suppliersQuery } from './queries';
import { STATUS_TONES, STATUS_WORDS } from './words';

interface Props {
  search: SupplierFilters;
  onSearch: (patch: Partial<SupplierFilters>) => void;
}

/** Whom the school buys from; what ends or waits is marked. */
export function SupplierListPage({ search, onSearch }: Props) {
  const keeps = usePermission('suppliers.keep');
  const query = useInfiniteQuery(suppliersQuery(search));
  return (
    <>
      <PageHeader
        title={m.suppliers_title()}
        primary={
          keeps ? (
            <LinkButton to="/suppliers/new" leftSection={<IconPlus size={20} aria-hidden />}>
              {m.suppliers_new()}
            </LinkButton>
          ) : undefined
        }
      />
      <PurchaseKinds />
      <FilterBar
        search={{ name: 'q', label: m.suppliers_find() }}
        filters={[
          {
            name: 'watch',
            label: m.suppliers_watch(),
            options: [
              { value: 'expiring', label: m.suppliers_watch_expiring() },
              { value: 'licence', label: m.suppliers_watch_licence() },
              { value: 'account', label: m.suppliers_watch_account() },
            ],
          },
          {
            name: 'status',
            label: m.purchases_filter_state(),
            options: Object.entries(STATUS_WORDS).map(([value, word]) => ({
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
        filtered={Boolean(search.q || search.status || search.watch)}
        onClearFilters={() => onSearch({ q: undefined, status: undefined, watch: undefined })}
        empty={
          <EmptyState
            icon={IconBuilding}
            title={m.suppliers_none()}
            text={m.suppliers_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.suppliers_title()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <SupplierCard row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function SupplierLink({ row }: { row: SupplierRow }) {
  return (
    <Link to="/suppliers/$supplierId" params={{ supplierId: row.id }}>
      {row.name}
    </Link>
  );
}

/** Only what somebody has to know: whom the school does not buy from, and what waits. */
function Marks({ row }: { row: SupplierRow }) {
  return (
    <>
      {row.status === 'suspended' ? (
        <StatusBadge tone={STATUS_TONES.suspended}>{row.status_text}</StatusBadge>
      ) : null}{' '}
      {row.licence_waits ? (
        <StatusBadge tone="waiting">{m.suppliers_licence_waits()}</StatusBadge>
      ) : null}{' '}
      {row.bank_account_waits ? (
        <StatusBadge tone="waiting">{m.suppliers_account_waits()}</StatusBadge>
      ) : null}
    </>
  );
}

function SupplierCard({ row }: { row: SupplierRow }) {
  const { expires_on: end } = row.licences;
  return (
    <PaperCard
      title={<SupplierLink row={row} />}
      amount={null}
      badge={
        <>
          <LicenceMark {...row.licences} /> <Marks row={row} />
        </>
      }
      meta={[
        row.sells,
        [row.contact, row.phone].filter(Boolean).join(' '),
        end ? (
          <span key="end">
            {m.suppliers_until()} <DateText value={end} />
          </span>
        ) : null,
      ].filter(Boolean)}
    />
  );
}

function COLUMNS(): Column<SupplierRow>[] {
  return [
    { key: 'name', header: m.suppliers_name(), cell: (row) => <SupplierLink row={row} /> },
    { key: 'sells', header: m.suppliers_sells(), cell: (row) => row.sells },
    {
      key: 'contact',
      header: m.suppliers_contact(),
      width: '13rem',
      cell: (row) => [row.contact, row.phone].filter(Boolean).join(' '),
    },
    {
      key: 'licences',
      header: m.suppliers_licences(),
      width: '11rem',
      cell: (row) => <LicenceMark {...row.licences} />,
    },
    {
      key: 'until',
      header: m.suppliers_first_end(),
      width: '9rem',
      cell: (row) =>
        row.licences.expires_on ? <DateText value={row.licences.expires_on} /> : null,
    },
    {
      key: 'marks',
      header: m.purchases_filter_state(),
      width: '13rem',
      cell: (row) => <Marks row={row} />,
    },
  ];
}
