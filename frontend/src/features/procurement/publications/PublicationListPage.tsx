import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import type { PublicationRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconFileText, IconPlus } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { PurchaseKinds } from '../components/PurchaseKinds';
import { OverdueMonths } from './OverdueMonths';
import { PublicationMarks } from './PublicationMarks';
import { type PublicationFilters, publicationsQuery } from './queries';
import { STATE_WORDS } from './words';

interface Props {
  search: PublicationFilters;
  onSearch: (patch: Partial<PublicationFilters>) => void;
}

/** Notices of what was bought; those that should hang on the board and do not are marked. */
export function PublicationListPage({ search, onSearch }: Props) {
  const keeps = usePermission('publications.keep');
  const query = useInfiniteQuery(publicationsQuery(search));
  return (
    <>
      <PageHeader
        title={m.publications_title()}
        actions={
          <LinkButton
            to="/purchases/publications/report"
            variant="default"
            leftSection={<IconFileText size={18} aria-hidden />}
          >
            {m.publications_report()}
          </LinkButton>
        }
        primary={
          keeps ? (
            <LinkButton
              to="/purchases/publications/new"
              leftSection={<IconPlus size={20} aria-hidden />}
            >
              {m.publications_new()}
            </LinkButton>
          ) : undefined
        }
      />
      <PurchaseKinds />
      <OverdueMonths keeps={keeps} />
      <FilterBar
        filters={[
          {
            name: 'overdue',
            label: m.publications_watch(),
            options: [{ value: 'true', label: m.publications_overdue() }],
          },
          {
            name: 'state',
            label: m.purchases_filter_state(),
            options: Object.entries(STATE_WORDS).map(([value, word]) => ({
              value,
              label: word(),
            })),
          },
        ]}
        values={{ state: search.state, overdue: search.overdue ? 'true' : undefined }}
        onChange={(patch) =>
          onSearch({
            ...('state' in patch ? { state: patch.state as PublicationFilters['state'] } : {}),
            ...('overdue' in patch ? { overdue: patch.overdue === 'true' || undefined } : {}),
          })
        }
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Boolean(search.state || search.overdue)}
        onClearFilters={() => onSearch({ state: undefined, overdue: undefined })}
        empty={
          <EmptyState
            icon={IconFileText}
            title={m.publications_none()}
            text={m.publications_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.publications_title()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <PublicationCard row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function NoticeLink({ row }: { row: PublicationRow }) {
  return (
    <Link to="/purchases/publications/$publicationId" params={{ publicationId: row.id }}>
      {row.title}
    </Link>
  );
}

function Period({ row }: { row: PublicationRow }) {
  return (
    <>
      <DateText value={row.period_from} />–<DateText value={row.period_to} />
    </>
  );
}

function PublicationCard({ row }: { row: PublicationRow }) {
  return (
    <PaperCard
      title={<NoticeLink row={row} />}
      amount={null}
      badge={<PublicationMarks row={row} />}
      meta={[
        row.number,
        <Period key="period" row={row} />,
        <span key="due">
          {m.publications_due()} <DateText value={row.due_on} />
        </span>,
      ]}
    />
  );
}

function COLUMNS(): Column<PublicationRow>[] {
  return [
    {
      key: 'number',
      header: m.purchases_number(),
      width: '11rem',
      cell: (row) => row.number,
    },
    { key: 'title', header: m.publications_name(), cell: (row) => <NoticeLink row={row} /> },
    {
      key: 'period',
      header: m.publications_period(),
      width: '14rem',
      cell: (row) => <Period row={row} />,
    },
    {
      key: 'due',
      header: m.publications_due(),
      width: '9rem',
      cell: (row) => <DateText value={row.due_on} />,
    },
    {
      key: 'on',
      header: m.publications_published_on(),
      width: '9rem',
      cell: (row) => (row.published_on ? <DateText value={row.published_on} /> : null),
    },
    {
      key: 'state',
      header: m.purchases_filter_state(),
      width: '15rem',
      cell: (row) => <PublicationMarks row={row} />,
    },
  ];
}
