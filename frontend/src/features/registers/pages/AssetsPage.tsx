import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import { formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconFileImport, IconPackage, IconPlus } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PlacePicker } from '@/ui/PlacePicker';
import { assetCard, assetColumns } from '../components/asset-columns';
import { CategoryPicker } from '../components/CategoryPicker';
import { type AssetFilters, assetsQuery, totalsQuery } from '../queries';
import { statusOptions } from '../words';

type AssetPatch = Partial<Record<keyof AssetFilters, string | undefined>>;

interface Props {
  filters: AssetFilters;
  onChange: (patch: AssetPatch) => void;
}

/** The register: every card the reader may see, narrowed by place, category, status and words. */
export function AssetsPage({ filters, onChange }: Props) {
  const query = useInfiniteQuery(assetsQuery(filters));
  const values = usePermission('assets.view_values');
  const registers = usePermission('assets.register');
  const imports = usePermission('assets.import');
  const { sort, ...narrowing } = filters;
  return (
    <>
      <PageHeader
        title={m.shell_nav_assets()}
        facts={<Totals filters={filters} />}
        actions={
          imports ? (
            <LinkButton
              variant="default"
              to="/assets/imports"
              leftSection={<IconFileImport size={18} aria-hidden />}
            >
              {m.registers_imports()}
            </LinkButton>
          ) : null
        }
        primary={
          registers ? (
            <LinkButton to="/assets/new" leftSection={<IconPlus size={18} aria-hidden />}>
              {m.registers_new()}
            </LinkButton>
          ) : null
        }
      />
      <FilterBar
        search={{ name: 'q', label: m.registers_search() }}
        filters={[{ name: 'status', label: m.registers_status(), options: statusOptions() }]}
        extra={{
          names: ['location_id', 'category'],
          fields: (
            <>
              <PlacePicker
                compact
                label={m.registers_place()}
                placeholder={m.registers_place()}
                value={filters.location_id ?? null}
                onChange={(id) => onChange({ location_id: id ?? undefined })}
              />
              <CategoryPicker
                compact
                label={m.registers_category()}
                value={filters.category ?? null}
                onChange={(code) => onChange({ category: code ?? undefined })}
              />
            </>
          ),
        }}
        values={{ ...narrowing }}
        onChange={onChange}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Object.values(narrowing).some(Boolean)}
        onClearFilters={() =>
          onChange({
            q: undefined,
            location_id: undefined,
            category: undefined,
            status: undefined,
            import_id: undefined,
          })
        }
        empty={
          <EmptyState
            icon={IconPackage}
            title={m.registers_none()}
            text={registers ? m.registers_none_text() : m.registers_none_reader()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.shell_nav_assets()}
            columns={assetColumns(values)}
            rows={rows}
            rowKey={(row) => row.id}
            card={assetCard}
            paging={query}
            sort={sort}
            onSort={(next) => onChange({ sort: next })}
          />
        )}
      </ListView>
    </>
  );
}

/** Counted by the server over all matching cards, not over the loaded ones. */
function Totals({ filters }: { filters: AssetFilters }) {
  const { data, isError } = useQuery(totalsQuery(filters));
  if (isError) {
    // The list below says why; a wrong figure would be worse than none.
    return null;
  }
  if (!data) {
    // Keeps the line, so that nothing jumps when the figures come.
    return <span>{m.registers_counting()}</span>;
  }
  const count = formatNumber(data.count);
  return (
    <span role="status">
      {data.original_value
        ? m.registers_totals_value({ count, value: formatMoney(data.original_value) })
        : m.registers_totals({ count })}
    </span>
  );
}
