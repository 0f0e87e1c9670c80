import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import type { RequisitionRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconClipboardCheck } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { StatusBadge } from '@/ui/StatusBadge';
import { ViewTabs } from '@/ui/ViewTabs';
import { StoreTabs } from '../components/StoreTabs';
import { type RequisitionFilters, requisitionsQuery } from '../queries';
import { STATE_TONES, STATE_WORDS } from '../words';

interface Props {
  search: RequisitionFilters;
  onSearch: (patch: Partial<RequisitionFilters>) => void;
}

export function RequisitionListPage({ search, onSearch }: Props) {
  const { permissions } = useMe();
  const asks = permissions.includes('requisitions.request');
  const seesAll = permissions.includes('stores.view');
  // Whoever keeps stores looks for what is to be handed out; everybody else for his own.
  const view = search.view ?? (asks ? 'mine' : 'all');
  const query = useInfiniteQuery(requisitionsQuery({ ...search, view }));
  return (
    <>
      <PageHeader
        title={m.requisitions_title()}
        actions={
          <>
            {asks ? (
              <LinkButton to="/requisitions/new" search={{ kind: 'print' }} variant="default">
                {m.requisitions_run_new()}
              </LinkButton>
            ) : null}
            <LinkButton to="/requisitions/received" variant="default">
              {m.requisitions_received()}
            </LinkButton>
          </>
        }
        primary={
          asks ? <LinkButton to="/requisitions/new">{m.requisitions_new()}</LinkButton> : undefined
        }
      />
      <StoreTabs />
      {seesAll && asks ? (
        <ViewTabs
          label={m.requisitions_views()}
          views={[
            { view: 'mine', label: m.requisitions_view_mine() },
            { view: 'all', label: m.requisitions_view_all() },
          ]}
          current={view}
          onView={(next) => onSearch({ view: next === 'all' ? 'all' : undefined })}
        />
      ) : null}
      <FilterBar
        search={{ name: 'q', label: m.requisitions_find_number() }}
        filters={[
          {
            name: 'state',
            label: m.stores_state(),
            options: Object.entries(STATE_WORDS).map(([value, word]) => ({ value, label: word() })),
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
            icon={IconClipboardCheck}
            title={m.requisitions_none()}
            text={m.requisitions_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.requisitions_title()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => (
              <PaperCard
                title={<RowLink row={row} />}
                amount={null}
                badge={<Badge row={row} />}
                meta={[
                  row.requester.name,
                  ...(row.class ? [row.class.name] : []),
                  <DateText key="at" value={row.updated_at} />,
                  row.number,
                ]}
              />
            )}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function RowLink({ row }: { row: RequisitionRow }) {
  return (
    <Link to="/requisitions/$requisitionId" params={{ requisitionId: row.id }}>
      {row.title}
    </Link>
  );
}

const Badge = ({ row }: { row: RequisitionRow }) => (
  <StatusBadge tone={STATE_TONES[row.state]}>{row.state_text}</StatusBadge>
);

function COLUMNS(): Column<RequisitionRow>[] {
  return [
    { key: 'title', header: m.stores_item(), cell: (row) => <RowLink row={row} /> },
    {
      key: 'state',
      header: m.stores_state(),
      width: '13rem',
      cell: (row) => <Badge row={row} />,
    },
    {
      key: 'requester',
      header: m.requisitions_requester(),
      width: '9rem',
      cell: (row) => row.requester.name,
    },
    { key: 'class', header: m.stores_class(), width: '8rem', cell: (row) => row.class?.name },
    {
      key: 'at',
      header: m.stores_day(),
      width: '10rem',
      cell: (row) => <DateText value={row.updated_at} />,
    },
    { key: 'number', header: m.requisitions_number(), width: '11rem', cell: (row) => row.number },
  ];
}
