import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import type { CanteenRecordView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import classes from '../components/Canteen.module.css';
import { CanteenTabs } from '../components/CanteenTabs';
import { Marks } from '../components/Marks';
import { NoCanteen } from '../components/NoCanteen';
import { type RecordFilters, recordsQuery } from '../queries';
import { useCanteen } from '../use-canteen';
import { choices, KIND_WORDS, MEAL_WORDS } from '../words';

interface Props {
  search: RecordFilters;
  onSearch: (patch: Partial<Record<keyof RecordFilters, string>>) => void;
}

/** The book, newest first; what was struck out too. */
export function RecordsPage({ search, onSearch }: Props) {
  const canteen = useCanteen(search.canteen_id);
  return (
    <>
      <PageHeader title={m.canteen_records()} />
      <CanteenTabs />
      {canteen ? <Book id={canteen.id} search={search} onSearch={onSearch} /> : <NoCanteen />}
    </>
  );
}

function Book({ id, search, onSearch }: Props & { id: string }) {
  const { canteen_id: _, ...filters } = search;
  const query = useInfiniteQuery(recordsQuery(id, filters));
  return (
    <>
      <FilterBar
        filters={[
          { name: 'kind', label: m.canteen_kind(), options: choices(KIND_WORDS) },
          {
            name: 'late',
            label: m.canteen_late(),
            options: [{ value: 'true', label: m.canteen_late_only() }],
          },
        ]}
        values={{ kind: search.kind, late: search.late && 'true' }}
        onChange={onSearch}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Object.values(filters).some(Boolean)}
        onClearFilters={() =>
          onSearch({ kind: undefined, late: undefined, from: undefined, to: undefined })
        }
        empty={<EmptyState title={m.canteen_no_records()} text={m.canteen_no_records_text()} />}
      >
        {(rows) => (
          <DataTable
            label={m.canteen_records()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <RecordCard row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function COLUMNS(): Column<CanteenRecordView>[] {
  return [
    { key: 'what', header: m.canteen_record(), cell: (row) => <RecordLink row={row} /> },
    {
      key: 'kind',
      header: m.canteen_kind(),
      width: '9rem',
      cell: (row) => KIND_WORDS[row.kind](),
    },
    { key: 'meal', header: m.canteen_meal(), width: '6rem', cell: mealOf },
    {
      key: 'at',
      header: m.canteen_happened_at(),
      width: '10rem',
      cell: (row) => <DateText value={row.happened_at} hour />,
    },
    {
      key: 'by',
      header: m.canteen_recorded_by(),
      width: '8rem',
      cell: (row) => row.recorded_by.name,
    },
    {
      key: 'state',
      header: m.canteen_state(),
      width: '12rem',
      cell: (row) => <Marks record={row} />,
    },
  ];
}

const mealOf = ({ meal }: CanteenRecordView) => (meal ? MEAL_WORDS[meal]() : '');

function RecordLink({ row }: { row: CanteenRecordView }) {
  return (
    <Link
      to="/canteen/records/$recordId"
      params={{ recordId: row.id }}
      className={row.struck ? classes.struck : undefined}
    >
      {row.text}
    </Link>
  );
}

function RecordCard({ row }: { row: CanteenRecordView }) {
  return (
    <PaperCard
      title={<RecordLink row={row} />}
      amount={KIND_WORDS[row.kind]()}
      badge={<Marks record={row} />}
      meta={[mealOf(row), <DateText key="at" value={row.happened_at} hour />, row.recorded_by.name]}
    />
  );
}
