import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import { treeQuery } from '@/api/places';
import type { CaseRow, CaseTotals } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CopyButton } from '@/ui/CopyButton';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconTool } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { ViewTabs } from '@/ui/ViewTabs';
import { CaseBadges } from '../components/CaseBits';
import { CaseCard } from '../components/CaseCard';
import { groupListText } from '../copy';
import { placeOptions } from '../places';
import {
  type CaseFilters,
  type CaseScope,
  casesQuery,
  categoriesQuery,
  totalsQuery,
} from '../queries';
import { STATE_WORDS } from '../words';
import classes from './CaseListPage.module.css';

interface Props {
  search: CaseFilters;
  onSearch: (patch: Partial<CaseFilters>) => void;
}

export function CaseListPage({ search, onSearch }: Props) {
  const { permissions, school } = useMe();
  const query = useInfiniteQuery(casesQuery(search));
  const totals = useQuery(totalsQuery(search));
  const rows = pages(query.data);
  const filtered = Boolean(search.state || search.category || search.location_id || search.q);
  const clear = () =>
    onSearch({ state: undefined, category: undefined, location_id: undefined, q: undefined });
  const filters = useFilters(search, permissions);
  return (
    <>
      <PageHeader
        title={m.repairs_list_title()}
        facts={totals.data ? <Totals totals={totals.data} /> : undefined}
        actions={
          rows && rows.length > 0 ? (
            <CopyButton
              label={m.ui_copy_for_group()}
              text={groupListText(rows, totals.data?.count, school.public_url)}
            />
          ) : undefined
        }
        primary={
          permissions.includes('repair_cases.report') ? (
            <LinkButton to="/repairs/new" leftSection={<IconTool size={20} aria-hidden />}>
              {m.repairs_report_title()}
            </LinkButton>
          ) : undefined
        }
      />
      <ViewTabs
        label={m.repairs_views()}
        views={VIEWS.filter(({ needs }) => !needs || permissions.includes(needs)).map(
          ({ view, label }) => ({ view, label: label() }),
        )}
        current={search.view ?? 'all'}
        onView={(view) => onSearch({ view: view === 'all' ? undefined : view })}
      />
      <FilterBar
        search={{ name: 'q', label: m.repairs_find_number() }}
        filters={filters}
        values={{ ...search }}
        onChange={onSearch}
      />
      <ListView
        rows={rows}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={filtered}
        onClearFilters={clear}
        empty={
          <EmptyState
            icon={IconTool}
            title={m.repairs_none()}
            text={EMPTY_TEXTS[search.view ?? 'all']()}
          />
        }
      >
        {(cases) => (
          <DataTable
            label={m.repairs_list_title()}
            columns={COLUMNS()}
            rows={cases}
            rowKey={(row) => row.id}
            card={(row) => <CaseCard row={row} />}
            paging={query}
            sort={search.sort ?? '-reported_at'}
            onSort={(sort) => onSearch({ sort: sort === '-reported_at' ? undefined : sort })}
          />
        )}
      </ListView>
    </>
  );
}

const EMPTY_TEXTS: Record<CaseScope, () => string> = {
  all: m.repairs_none_all,
  waiting_for_me: m.repairs_none_waiting,
  assigned_to_me: m.repairs_none_assigned,
  reported_by_me: m.repairs_none_mine,
  unassigned: m.repairs_none_unassigned,
};

function Totals({ totals }: { totals: CaseTotals }) {
  return (
    <>
      <span>{m.repairs_list_total({ count: totals.count })}</span>
      {totals.late > 0 ? (
        <span className={classes.late}>{m.repairs_total_late({ count: totals.late })}</span>
      ) : null}
    </>
  );
}

const VIEWS: { view: CaseScope; label: () => string; needs?: string }[] = [
  { view: 'all', label: m.repairs_view_all },
  { view: 'waiting_for_me', label: m.repairs_view_waiting },
  { view: 'reported_by_me', label: m.repairs_view_mine, needs: 'repair_cases.report' },
  { view: 'assigned_to_me', label: m.repairs_view_assigned, needs: 'repair_cases.work' },
  { view: 'unassigned', label: m.repairs_view_unassigned, needs: 'repair_cases.assign' },
];

function useFilters(search: CaseFilters, permissions: readonly string[]) {
  const seesPlaces = permissions.includes('places.view');
  // The names of the categories belong to reporting; an auditor filters without them.
  const seesCategories = permissions.includes('repair_cases.report');
  const categories = useQuery({ ...categoriesQuery, enabled: seesCategories });
  const places = useQuery({ ...treeQuery, enabled: seesPlaces });
  const states = Object.entries(STATE_WORDS).map(([value, word]) => ({ value, label: word() }));
  const byState = {
    name: 'state',
    label: m.repairs_filter_state(),
    options: [{ value: 'open', label: m.repairs_state_open() }, ...states],
  };
  const byCategory = {
    name: 'category',
    label: m.repairs_filter_category(),
    options: (categories.data?.items ?? []).map(({ code, title }) => ({
      value: code,
      label: title,
    })),
  };
  const byPlace = {
    name: 'location_id',
    label: m.repairs_filter_place(),
    options: placeOptions(places.data ?? [], search.location_id),
  };
  return [byState, ...(seesCategories ? [byCategory] : []), ...(seesPlaces ? [byPlace] : [])];
}

function COLUMNS(): Column<CaseRow>[] {
  return [
    {
      key: 'number',
      header: m.repairs_fact_number(),
      width: '12rem',
      cell: (row) => (
        <Link to="/repairs/$caseId" params={{ caseId: row.id }}>
          {row.number}
        </Link>
      ),
    },
    { key: 'place', header: m.repairs_fact_place(), cell: (row) => row.location.path },
    {
      key: 'what',
      header: m.repairs_column_what(),
      cell: (row) =>
        row.text
          ? m.repairs_what_with_text({ category: row.category_title, text: row.text })
          : row.category_title,
    },
    {
      key: 'state',
      header: m.repairs_filter_state(),
      width: '13.5rem',
      cell: (row) => <CaseBadges {...row} />,
    },
    {
      key: 'reporter',
      header: m.repairs_fact_reporter(),
      width: '7rem',
      cell: (row) => row.reporter_name,
    },
    {
      key: 'reported_at',
      header: m.repairs_fact_reported(),
      width: '9rem',
      sortKey: 'reported_at',
      cell: (row) => <DateText value={row.reported_at} />,
    },
  ];
}
