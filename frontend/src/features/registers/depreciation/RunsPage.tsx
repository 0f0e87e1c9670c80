import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { useMe, usePermission } from '@/api/me';
import type { DepreciationRunRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FormAlert } from '@/ui/FormAlert';
import { IconChartBar } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { SelectField } from '@/ui/SelectField';
import { computeRun } from './acts';
import classes from './Depreciation.module.css';
import { recentMonths } from './months';
import { DEPRECIATION, runsQuery } from './queries';
import { runCard, runColumns } from './run-columns';

/** Depreciation month by month: what was computed, what is closed. */
export function RunsPage() {
  const query = useInfiniteQuery(runsQuery);
  const keeps = usePermission('depreciation.run');
  return (
    <>
      <PageHeader
        back={{ to: '/assets', label: m.shell_nav_assets() }}
        title={m.depreciation_title()}
        facts={m.depreciation_lead()}
      />
      {keeps ? <ComputeForm /> : null}
      <ListView<DepreciationRunRow>
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => undefined}
        empty={
          <EmptyState
            icon={IconChartBar}
            title={m.depreciation_none()}
            text={m.depreciation_none_text()}
          />
        }
      >
        {(runs) => (
          <DataTable
            label={m.depreciation_title()}
            columns={runColumns()}
            rows={runs}
            rowKey={(run) => run.id}
            card={runCard}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

/** Which month to compute; the page of the month says what came of it. */
function ComputeForm() {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const months = recentMonths();
  const submission = useSubmission({
    name: 'registers.depreciation.compute',
    owner: person.id,
    initialValues: { period: months[1] ?? '' },
    send: ({ period }, key) => computeRun(period, key),
    onAccepted: async (run) => {
      await queryClient.invalidateQueries({ queryKey: DEPRECIATION });
      await navigate({ to: '/assets/depreciation/$runId', params: { runId: run.id } });
    },
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <div className={classes.compute}>
        <SelectField
          label={m.depreciation_month()}
          options={months.map((month) => ({ value: month, label: month }))}
          {...submission.form.getInputProps('period')}
        />
        <Button type="submit" loading={submission.sending}>
          {m.depreciation_compute()}
        </Button>
      </div>
    </form>
  );
}
