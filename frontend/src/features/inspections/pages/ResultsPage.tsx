import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { InspectionResults, InspectionSums } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import asked from '@/ui/asked.module.css';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { ReportFile } from '@/ui/ReportFile';
import { SelectField } from '@/ui/SelectField';
import { WideTable } from '@/ui/WideTable';
import { resultsFile } from '../acts';
import { InspectionTabs } from '../components/InspectionTabs';
import classes from '../components/Results.module.css';
import { type ResultFilters, resultsQuery } from '../queries';

interface Props {
  search: ResultFilters;
  onSearch: (patch: Partial<ResultFilters>) => void;
}

const BY = {
  checklist: m.inspections_by_checklist,
  place: m.inspections_by_place,
  class: m.inspections_by_class,
  month: m.inspections_by_month,
} as const;

/** What came of the rounds: due, held, missed; found, reported, put right. */
export function ResultsPage({ search, onSearch }: Props) {
  const query = useQuery(resultsQuery(search));
  return (
    <>
      <PageHeader
        title={m.inspections_results()}
        back={{ to: '/inspections', label: m.inspections_title() }}
        actions={
          <ReportFile
            name={m.inspections_results_file({ day: search.to ?? schoolDay() })}
            make={() => resultsFile(search)}
          />
        }
      />
      <InspectionTabs />
      <div className={`${classes.fields} ${asked.asked}`}>
        <SelectField
          label={m.inspections_by()}
          value={search.by ?? 'checklist'}
          onChange={(event) => onSearch({ by: event.currentTarget.value as ResultFilters['by'] })}
        >
          {Object.entries(BY).map(([value, word]) => (
            <option key={value} value={value}>
              {word()}
            </option>
          ))}
        </SelectField>
        <TextInput
          type="date"
          label={m.inspections_first_day()}
          value={search.from ?? schoolDay(-29)}
          onChange={(event) => onSearch({ from: event.currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          label={m.inspections_last_day()}
          value={search.to ?? schoolDay()}
          onChange={(event) => onSearch({ to: event.currentTarget.value || undefined })}
        />
      </div>
      {query.data ? (
        <Table results={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

const COLUMNS: [keyof InspectionSums, () => string][] = [
  ['due', m.inspections_sum_due],
  ['held', m.inspections_sum_held],
  ['late', m.inspections_sum_late],
  ['missed', m.inspections_sum_missed],
  ['nothing_found', m.inspections_nothing_found],
  ['found', m.inspections_sum_found],
  ['reported', m.inspections_sum_reported],
  ['put_right', m.inspections_sum_put_right],
];

function Table({ results }: { results: InspectionResults }) {
  return (
    <WideTable label={m.inspections_results()}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{BY[results.by]()}</th>
            {COLUMNS.map(([field, word]) => (
              <th key={field} scope="col" className={classes.amount}>
                {word()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {results.rows.map((row) => (
            <tr key={row.id ?? row.name}>
              <td>{row.name}</td>
              <Cells sums={row} />
            </tr>
          ))}
          <tr>
            <td>{m.inspections_total()}</td>
            <Cells sums={results.total} />
          </tr>
        </tbody>
      </table>
    </WideTable>
  );
}

const Cells = ({ sums }: { sums: InspectionSums }) =>
  COLUMNS.map(([field]) => (
    <td key={field} className={classes.amount}>
      {formatNumber(sums[field])}
    </td>
  ));
