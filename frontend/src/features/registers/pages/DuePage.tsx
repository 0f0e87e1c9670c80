import { useInfiniteQuery } from '@tanstack/react-query';
import { pages } from '@/api/keyset';
import { useMe, usePermission } from '@/api/me';
import type { DueDateView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CopyButton } from '@/ui/CopyButton';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconCircleCheck } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PlacePicker } from '@/ui/PlacePicker';
import { dueGroupText } from '../due/copy';
import { dueCard, dueColumns } from '../due/due-columns';
import { type DueFilters, dueQuery } from '../due/queries';
import { dueKinds } from '../due/words';

interface Props {
  filters: DueFilters;
  onChange: (patch: Partial<Record<keyof DueFilters, string | undefined>>) => void;
}

/** What has to be done by when: warranties, inspections, extinguishers. The late ones are first by their day. */
export function DuePage({ filters, onChange }: Props) {
  const query = useInfiniteQuery(dueQuery(filters));
  const may = usePermission('assets.correct');
  const { school } = useMe();
  const rows = pages(query.data);
  const done = Boolean(filters.done);
  return (
    <>
      <PageHeader
        back={{ to: '/assets', label: m.shell_nav_assets() }}
        title={m.due_title()}
        facts={m.due_lead()}
        actions={
          rows && rows.length > 0 ? (
            <CopyButton
              label={m.ui_copy_for_group()}
              text={dueGroupText(rows, school.public_url)}
            />
          ) : undefined
        }
      />
      <FilterBar
        filters={[
          { name: 'kind', label: m.due_kind(), options: dueKinds() },
          {
            name: 'within',
            label: m.due_until(),
            options: [
              { value: '30', label: m.due_until_30() },
              { value: '60', label: m.due_until_60() },
              { value: '90', label: m.due_until_90() },
            ],
          },
          {
            name: 'done',
            label: m.due_show(),
            options: [{ value: 'yes', label: m.due_show_done() }],
          },
        ]}
        extra={{
          names: ['location_id'],
          fields: (
            <PlacePicker
              compact
              label={m.due_place()}
              placeholder={m.due_place()}
              value={filters.location_id ?? null}
              onChange={(id) => onChange({ location_id: id ?? undefined })}
            />
          ),
        }}
        values={{ ...filters }}
        onChange={onChange}
      />
      <ListView<DueDateView>
        rows={rows}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Object.values(filters).some(Boolean)}
        onClearFilters={() =>
          onChange({ kind: undefined, location_id: undefined, within: undefined, done: undefined })
        }
        empty={
          <EmptyState
            icon={IconCircleCheck}
            title={m.due_none()}
            text={m.due_none_text()}
            action={
              <LinkButton size="md" variant="default" to="/assets">
                {m.due_to_cards()}
              </LinkButton>
            }
          />
        }
      >
        {(dates) => (
          <DataTable
            label={m.due_title()}
            columns={dueColumns(done, may)}
            rows={dates}
            rowKey={(due) => due.id}
            card={(due) => dueCard(due, may)}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}
