import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import type { InspectionRoundRow } from '@/api/schema';
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
import { InspectionTabs } from '../components/InspectionTabs';
import { type RoundFilters, roundsQuery } from '../queries';
import { between, performerWords, STATE_TONES, STATE_WORDS } from '../words';

interface Props {
  search: RoundFilters;
  onSearch: (patch: Partial<RoundFilters>) => void;
}

/** Rounds, those due last first: one's own, those to be signed, all that one may see. */
export function RoundListPage({ search, onSearch }: Props) {
  const { permissions } = useMe();
  const view = search.view ?? 'mine';
  const query = useInfiniteQuery(roundsQuery({ ...search, view }));
  return (
    <>
      <PageHeader
        title={m.inspections_title()}
        primary={
          permissions.includes('inspections.perform') ? (
            <LinkButton to="/inspections/new">{m.inspections_begin()}</LinkButton>
          ) : undefined
        }
      />
      <InspectionTabs />
      <ViewTabs
        label={m.inspections_views()}
        views={[
          { view: 'mine', label: m.inspections_view_mine() },
          { view: 'to_sign', label: m.inspections_view_to_sign() },
          { view: 'all', label: m.inspections_view_all() },
        ]}
        current={view}
        onView={(next) => onSearch({ view: next === 'mine' ? undefined : next })}
      />
      <FilterBar
        search={{ name: 'q', label: m.inspections_find_number() }}
        filters={[
          {
            name: 'state',
            label: m.inspections_state(),
            options: Object.entries(STATE_WORDS).map(([value, word]) => ({ value, label: word() })),
          },
        ]}
        values={{ state: search.state, q: search.q }}
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
            title={m.inspections_none()}
            text={m.inspections_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.inspections_title()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => (
              <PaperCard
                title={<RowLink row={row} />}
                amount={null}
                badge={<Badge row={row} />}
                meta={[
                  <DateText key="on" value={row.due_on} />,
                  between(row),
                  performerWords(row),
                  ...(row.location ? [row.location.path] : []),
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

function RowLink({ row }: { row: InspectionRoundRow }) {
  return (
    <Link to="/inspections/rounds/$roundId" params={{ roundId: row.id }}>
      {row.checklist.name}
    </Link>
  );
}

/** How it stands, and that it was entered late, or that nothing was found. */
function Badge({ row }: { row: InspectionRoundRow }) {
  return (
    <StatusBadge tone={STATE_TONES[row.state]}>
      {row.late ? m.inspections_state_late({ state: row.state_text }) : row.state_text}
    </StatusBadge>
  );
}

function COLUMNS(): Column<InspectionRoundRow>[] {
  return [
    { key: 'title', header: m.inspections_checklist(), cell: (row) => <RowLink row={row} /> },
    {
      key: 'state',
      header: m.inspections_state(),
      width: '11rem',
      cell: (row) => <Badge row={row} />,
    },
    {
      key: 'on',
      header: m.inspections_due(),
      width: '9rem',
      cell: (row) => <DateText value={row.due_on} />,
    },
    { key: 'at', header: m.inspections_window(), width: '9rem', cell: (row) => between(row) },
    {
      key: 'who',
      header: m.inspections_performer(),
      width: '9rem',
      cell: (row) => row.performed_by?.name ?? performerWords(row),
    },
    {
      key: 'faults',
      header: m.inspections_faults(),
      width: '8rem',
      cell: (row) => (row.nothing_found ? m.inspections_nothing_found() : String(row.faults)),
    },
    { key: 'number', header: m.inspections_number(), width: '11rem', cell: (row) => row.number },
  ];
}
