import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pages } from '@/api/keyset';
import type { DepreciationLineView, DepreciationRunView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Facts } from '@/ui/Facts';
import { FilterBar } from '@/ui/FilterBar';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { ReportFile } from '@/ui/ReportFile';
import { StatusBadge } from '@/ui/StatusBadge';
import { WideTable } from '@/ui/WideTable';
import { runFile } from './acts';
import classes from './Depreciation.module.css';
import { type LineFilters, linesQuery, runCategoriesQuery, runQuery } from './queries';
import { RunActs, WhyNotClosed } from './RunActs';
import { lineCard, lineColumns } from './run-columns';
import { RUN_TONES } from './words';

interface Props {
  runId: string;
  filters: LineFilters;
  onChange: (patch: Partial<Record<keyof LineFilters, string | undefined>>) => void;
}

/** A month: what it comes to, by category and card by card, and where it differs from the asset system. */
export function RunPage({ runId, filters, onChange }: Props) {
  const { data: run } = useSuspenseQuery(runQuery(runId));
  return (
    <>
      <PageHeader
        back={{ to: '/assets/depreciation', label: m.depreciation_title() }}
        title={m.depreciation_of({ month: run.period })}
        facts={<StatusBadge tone={RUN_TONES[run.state]}>{run.state_text}</StatusBadge>}
        actions={
          <>
            <RunActs run={run} />
            <Files run={run} />
          </>
        }
      />
      <div className={classes.sections}>
        <section aria-label={m.depreciation_of({ month: run.period })}>
          <WhyNotClosed run={run} />
          {run.discard_reason ? (
            <p>{m.depreciation_discarded({ reason: run.discard_reason })}</p>
          ) : null}
          <Facts items={factsOf(run)} />
        </section>
        <Categories runId={runId} />
        <Lines runId={runId} filters={filters} onChange={onChange} />
      </div>
    </>
  );
}

/** What can be taken home: the paper, and files. */
function Files({ run }: { run: DepreciationRunView }) {
  const name = m.depreciation_file({ month: run.period });
  return (
    <>
      <LinkButton
        variant="default"
        to="/assets/depreciation/$runId/print"
        params={{ runId: run.id }}
        leftSection={<IconPrinter size={18} aria-hidden />}
      >
        {m.depreciation_print()}
      </LinkButton>
      <ReportFile name={name} make={() => runFile(run.id, 'xlsx')} />
      <ReportFile
        name={name}
        make={() => runFile(run.id, 'csv')}
        ending="csv"
        label={m.depreciation_csv()}
      />
    </>
  );
}

function factsOf(run: DepreciationRunView) {
  const by = (person: { name: string } | null | undefined, at: string) =>
    person ? m.depreciation_by({ name: person.name, time: formatExact(at) }) : formatExact(at);
  const items: { label: string; value: ReactNode }[] = [
    { label: m.depreciation_basis(), value: run.basis_text },
    { label: m.depreciation_cards(), value: String(run.cards) },
    { label: m.depreciation_original(), value: <Money amount={run.original_value} /> },
    { label: m.depreciation_month_amount(), value: <Money amount={run.month_amount} /> },
    { label: m.depreciation_own(), value: <Money amount={run.accumulated} /> },
    { label: m.depreciation_books_after(), value: <Money amount={run.books_after} /> },
    { label: m.depreciation_net(), value: <Money amount={run.net_value} /> },
    { label: m.depreciation_posted(), value: <Money amount={run.posted} /> },
    {
      label: m.depreciation_differences(),
      value:
        run.differences > 0
          ? m.depreciation_differences_count({ count: run.differences })
          : m.depreciation_same(),
    },
    { label: m.depreciation_computed(), value: by(run.computed_by, run.computed_at) },
  ];
  if (run.closed_at) {
    items.push({ label: m.depreciation_closed(), value: by(run.closed_by, run.closed_at) });
  }
  if (run.voucher_no) {
    items.push({ label: m.depreciation_voucher_no(), value: run.voucher_no });
  }
  items.push({
    label: m.depreciation_hash(),
    value: <span className={classes.hash}>{run.inputs_sha256}</span>,
  });
  return items;
}

function Categories({ runId }: { runId: string }) {
  const query = useQuery(runCategoriesQuery(runId));
  return (
    <section aria-labelledby="depreciation-categories">
      <h2 id="depreciation-categories">{m.depreciation_by_category()}</h2>
      {query.data ? (
        <WideTable label={m.depreciation_by_category()}>
          <table className={classes.sums}>
            <thead>
              <tr>
                <th scope="col">{m.depreciation_category()}</th>
                <th scope="col" className={classes.amount}>
                  {m.depreciation_cards()}
                </th>
                <th scope="col" className={classes.amount}>
                  {m.depreciation_original()}
                </th>
                <th scope="col" className={classes.amount}>
                  {m.depreciation_month_amount()}
                </th>
                <th scope="col" className={classes.amount}>
                  {m.depreciation_books_after()}
                </th>
                <th scope="col" className={classes.amount}>
                  {m.depreciation_net()}
                </th>
              </tr>
            </thead>
            <tbody>
              {query.data.map((sum) => (
                <tr key={sum.code}>
                  <td>
                    <Link
                      to="/assets/depreciation/$runId"
                      params={{ runId }}
                      search={{ category: sum.code }}
                      className={classes.category}
                    >
                      {sum.name} {sum.code}
                    </Link>
                  </td>
                  <td className={classes.amount}>{sum.cards}</td>
                  <td className={classes.amount}>
                    <Money amount={sum.original_value} />
                  </td>
                  <td className={classes.amount}>
                    <Money amount={sum.month_amount} />
                  </td>
                  <td className={classes.amount}>
                    <Money amount={sum.books_after} />
                  </td>
                  <td className={classes.amount}>
                    <Money amount={sum.net_value} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </section>
  );
}

function Lines({ runId, filters, onChange }: Props) {
  const query = useInfiniteQuery(linesQuery(runId, filters));
  return (
    <section aria-labelledby="depreciation-lines">
      <h2 id="depreciation-lines">{m.depreciation_lines()}</h2>
      <FilterBar
        filters={[
          {
            name: 'differs',
            label: m.depreciation_show(),
            options: [{ value: 'yes', label: m.depreciation_show_differs() }],
          },
        ]}
        values={{ ...filters }}
        onChange={onChange}
      />
      <ListView<DepreciationLineView>
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Boolean(filters.differs ?? filters.category)}
        onClearFilters={() => onChange({ differs: undefined, category: undefined })}
        empty={
          <EmptyState title={m.depreciation_lines_none()} text={m.depreciation_lines_none_text()} />
        }
      >
        {(lines) => (
          <DataTable
            label={m.depreciation_lines()}
            columns={lineColumns()}
            rows={lines}
            rowKey={(line) => line.asset.id}
            card={lineCard}
            paging={query}
          />
        )}
      </ListView>
    </section>
  );
}
