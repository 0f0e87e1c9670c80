import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { FigureMeasure, FigureRow, FigureRows } from '@/api/schema';
import { formatDate, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { IconCircleCheck } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { recordLink } from '../links';
import { homeRowsQuery, type RowsFilter, termRowsQuery } from '../queries';
import classes from './FigureRows.module.css';

interface Props {
  figure: string;
  filter: RowsFilter;
  /** Of a term; without one, of the home. */
  termId?: string;
  onClear: () => void;
}

/** The rows behind a figure, with what exactly it counts and of which days. */
export function FigureRowsPage({ figure, filter, termId, onClear }: Props) {
  const options = termId ? termRowsQuery(termId, figure, filter) : homeRowsQuery(figure, filter);
  const query = useInfiniteQuery(options);
  const first = query.data?.pages[0];
  const rows = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader
        back={
          termId
            ? { to: '/term-summaries/$termId', params: { termId }, label: m.summary_title() }
            : { to: '/', label: m.shell_nav_today() }
        }
        title={first?.title ?? m.figures_rows()}
        facts={first && daysOf(first)}
      />
      {first ? <p className={classes.definition}>{first.definition}</p> : null}
      <ListView
        rows={rows}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Object.values(filter).some((value) => value !== undefined)}
        onClearFilters={onClear}
        empty={<EmptyState icon={IconCircleCheck} title={m.figures_empty()} />}
      >
        {(found) => (
          <DataTable
            label={first?.title ?? m.figures_rows()}
            columns={columns(first?.measure ?? 'count')}
            rows={found}
            rowKey={(row) => row.row_id}
            card={(row) => <Card row={row} measure={first?.measure} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

/** Of which days; what stands now has only its day. */
function daysOf({ from, to }: FigureRows): string {
  return from ? m.figures_days({ from, to }) : m.figures_as_of({ day: to });
}

function Record({ row }: { row: FigureRow }) {
  const { permissions } = useMe();
  const link = recordLink(row, permissions);
  return link ? (
    <Link {...link} className={classes.link}>
      {row.number}
    </Link>
  ) : (
    row.number
  );
}

/** What of a row is added up. */
function share(row: FigureRow): string {
  if (row.met !== null && row.met !== undefined) {
    if (row.things > 1) {
      return m.figures_met_of({ met: row.things_met ?? 0, count: row.things });
    }
    return row.met ? m.figures_met() : m.figures_unmet();
  }
  return row.amount ? formatMoney(row.amount) : '';
}

function columns(measure: FigureMeasure): Column<FigureRow>[] {
  const all: Column<FigureRow>[] = [
    {
      key: 'number',
      header: m.figures_number(),
      width: '12rem',
      cell: (row) => <Record row={row} />,
    },
    { key: 'title', header: m.figures_title(), cell: (row) => row.title },
    { key: 'part', header: m.figures_part(), width: '9rem', cell: (row) => row.part_title ?? '' },
    {
      key: 'holder',
      header: m.figures_holder(),
      width: '8rem',
      cell: (row) => row.holder?.name ?? '',
    },
    {
      key: 'on',
      header: m.figures_day(),
      width: '9rem',
      cell: (row) => (row.on ? formatDate(row.on) : ''),
    },
  ];
  if (measure === 'worth' || measure === 'weight') {
    all.push({
      key: 'quantity',
      header: measure === 'weight' ? m.figures_kilograms() : m.figures_quantity(),
      width: '6rem',
      align: 'end',
      cell: (row) => row.quantity ?? '',
    });
  }
  if (measure !== 'count' && measure !== 'weight') {
    const header = measure === 'share' ? m.figures_whether() : m.figures_money();
    all.push({ key: 'share', header, width: '9rem', align: 'end', cell: share });
  }
  return all;
}

function Card({ row, measure }: { row: FigureRow; measure: FigureMeasure | undefined }) {
  const quantity = measure === 'weight' ? m.figures_in_kilograms : m.figures_pieces;
  const facts = [
    row.part_title,
    row.holder?.name,
    row.on ? formatDate(row.on) : null,
    row.quantity ? quantity({ count: row.quantity }) : null,
  ].filter(Boolean);
  return (
    <div className={classes.card}>
      <p className={classes.head}>
        <Record row={row} />
        <span className={classes.share}>{share(row)}</span>
      </p>
      <p>{row.title}</p>
      {facts.length > 0 ? <p className={classes.facts}>{facts.join(' · ')}</p> : null}
    </div>
  );
}
