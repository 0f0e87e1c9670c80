import type { ListAssets, paths } from '@/api/schema';

type Asked = NonNullable<paths['/api/v1/assets/totals']['get']['parameters']['query']>;

/** Every filter of the register as it stands in the address. */
export const FILTER_NAMES = [
  'q',
  'location_id',
  'category',
  'status',
  'custodian_id',
  'user_person_id',
  'department_id',
  'without',
  'acquired_from',
  'acquired_to',
  'booked_from',
  'booked_to',
  'value_min',
  'value_max',
  'brand',
  'supplier',
  'fund_source',
  'official',
  'label',
  'voided',
  'batch_id',
  'import_id',
  'code',
] as const satisfies readonly (keyof Asked)[];

type FilterName = (typeof FILTER_NAMES)[number];

/** The filters of the register: the same for the list, its totals, its labels and the URL. */
export type AssetFilters = Partial<Record<FilterName, string>>;

/** Only the filters, of an address that holds more. */
export function onlyFilters(search: AssetFilters): AssetFilters {
  return Object.fromEntries(
    FILTER_NAMES.filter(
      (name) => search[name] && (name !== 'voided' || search[name] === 'true'),
    ).map((name) => [name, search[name]]),
  );
}

/** As the API asks for them. */
export function asked(filters: AssetFilters): Asked {
  const { voided: gone, ...others } = onlyFilters(filters);
  return { ...others, ...(gone ? { voided: true } : {}) };
}

/** As a body names them: what is left out does not narrow. */
export function askedInBody(filters: AssetFilters): ListAssets {
  return asked(filters) as ListAssets;
}
