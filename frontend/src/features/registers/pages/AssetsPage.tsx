import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import { treeQuery } from '@/api/places';
import type { AssetRow } from '@/api/schema';
import { formatMoney, formatNumber } from '@/i18n/format';
import { language } from '@/i18n/locale';
import { m } from '@/i18n/messages';
import { type Choice, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconPackage, IconPlus } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PlacePicker } from '@/ui/PlacePicker';
import { chosenColumns, keepColumns } from '../columns';
import { assetCard, assetColumns, columnChoices } from '../components/asset-columns';
import { CategoryPicker } from '../components/CategoryPicker';
import { ChosenActs } from '../components/ChosenActs';
import { ColumnChoice } from '../components/ColumnChoice';
import { MoreFilters, usePersonName } from '../components/MoreFilters';
import { RegisterActs } from '../components/RegisterActs';
import { SavedViews } from '../components/SavedViews';
import { CLASSES, chipsOf, MORE_NAMES } from '../filter-words';
import { type AssetFilters, FILTER_NAMES, onlyFilters } from '../filters';
import { assetsQuery, departmentsQuery, totalsQuery } from '../list-queries';
import { categoriesQuery } from '../queries';
import { statusOptions } from '../words';
import classes from './AssetsPage.module.css';

export interface AssetSearch extends AssetFilters {
  sort?: string;
  /** Columns, joined by commas. */
  cols?: string;
}

interface Props {
  search: AssetSearch;
  onChange: (patch: Partial<Record<keyof AssetSearch, string | undefined>>) => void;
}

/** Ticked rows of the list that the filters made, or all that they let through. */
interface Ticked {
  of: string;
  ids: ReadonlySet<string>;
  all: boolean;
}

const NONE: Ticked = { of: '', ids: new Set(), all: false };

/** The register: every card the reader may see, narrowed and ordered as the address says. */
export function AssetsPage({ search, onChange }: Props) {
  const { sort, cols } = search;
  const filters = onlyFilters(search);
  const query = useInfiniteQuery(assetsQuery({ ...filters, sort }));
  const values = usePermission('assets.view_values');
  const registers = usePermission('assets.register');
  const chosen = chosenColumns(cols);
  const corrects = usePermission('assets.correct');
  const here = JSON.stringify(filters);
  const [last, tick] = useState<Ticked>(NONE);
  // Ticks belong to the rows that were seen: other filters, no ticks.
  const ticked = last.of === here ? last : NONE;
  const choice: Choice<AssetRow> = {
    chosen: ticked.ids,
    onChange: (ids) => tick({ of: here, ids, all: false }),
    name: (row) => `${row.name} ${row.asset_no}`,
  };
  const nothing = Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined]));
  return (
    <>
      <PageHeader
        title={m.shell_nav_assets()}
        facts={<Totals filters={filters} />}
        actions={<RegisterActs filters={filters} />}
        primary={
          registers ? (
            <LinkButton to="/assets/new" leftSection={<IconPlus size={18} aria-hidden />}>
              {m.registers_new()}
            </LinkButton>
          ) : null
        }
      />
      <Filters search={search} columns={columnChoices(values)} onChange={onChange} />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Object.keys(filters).length > 0}
        onClearFilters={() => onChange(nothing)}
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
            columns={assetColumns(values, chosen)}
            rows={rows}
            rowKey={(row) => row.id}
            card={assetCard}
            paging={query}
            choice={corrects ? choice : undefined}
            sort={sort}
            onSort={(next) => onChange({ sort: next })}
          />
        )}
      </ListView>
      <ChosenActs
        filters={filters}
        chosen={ticked.ids}
        all={ticked.all}
        onAll={() => tick({ ...ticked, all: true })}
        onClear={() => tick(NONE)}
      />
    </>
  );
}

/** What a saved view keeps: filters, order and columns. */
function queryOf(search: AssetSearch): string {
  const { sort, cols } = search;
  const filters = onlyFilters(search);
  if (Object.keys(filters).length === 0 && !sort && !cols) {
    return '';
  }
  return new URLSearchParams({
    ...filters,
    ...(sort ? { sort } : {}),
    ...(cols ? { cols } : {}),
  }).toString();
}

interface FiltersProps extends Props {
  columns: readonly { key: string; header: string }[];
}

function Filters({ search, columns, onChange }: FiltersProps) {
  const filters = onlyFilters(search);
  const { data: tree } = useQuery({ ...treeQuery, enabled: Boolean(filters.location_id) });
  const { data: categories } = useQuery({ ...categoriesQuery, enabled: Boolean(filters.category) });
  const custodian = usePersonName(filters.custodian_id);
  const user = usePersonName(filters.user_person_id);
  const departments = useQuery({ ...departmentsQuery, enabled: Boolean(filters.department_id) });
  const category = categories?.find(({ code }) => code === filters.category);
  const names = {
    location_id: tree?.find(({ id }) => id === filters.location_id)?.path ?? filters.location_id,
    category:
      CLASSES[filters.category ?? '']?.() ??
      (language() === 'en' ? category?.name_en : category?.name_zh) ??
      filters.category,
    custodian_id: custodian ?? (filters.custodian_id && m.views_chosen()),
    user_person_id: user ?? (filters.user_person_id && m.views_chosen()),
    department_id:
      departments.data?.find(({ id }) => id === filters.department_id)?.name ??
      (filters.department_id && m.views_chosen()),
  };
  return (
    <FilterBar
      search={{ name: 'q', label: m.registers_search() }}
      filters={[{ name: 'status', label: m.registers_status(), options: statusOptions() }]}
      extra={{
        names: ['location_id', 'category', ...MORE_NAMES],
        chips: chipsOf(filters, names),
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
              classes
              label={m.registers_category()}
              value={filters.category ?? null}
              onChange={(code) => onChange({ category: code ?? undefined })}
            />
            <MoreFilters filters={filters} onChange={onChange} />
            <SavedViews query={queryOf(search)} />
            <span className={classes.wide}>
              <ColumnChoice
                choices={columns}
                chosen={chosenColumns(search.cols)}
                onChange={(keys) => onChange({ cols: keepColumns(keys) })}
              />
            </span>
          </>
        ),
      }}
      values={{ ...filters }}
      onChange={onChange}
    />
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
