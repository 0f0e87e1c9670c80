import { formatDate, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { Chip } from '@/ui/FilterBar';
import { type AssetFilters, FILTER_NAMES } from './filters';

export const WITHOUT = {
  custodian: m.views_without_custodian,
  location: m.views_without_location,
  value: m.views_without_value,
  acquired_on: m.views_without_acquired_on,
};

export const OFFICIAL = {
  missing: m.views_official_missing,
  entered: m.views_official_entered,
};

export const LABEL = {
  suggested: m.views_label_suggested,
  missing: m.views_label_missing,
  printed: m.views_label_printed,
};

/** The first level of the national codes: choosing one means everything below it. */
export const CLASSES: Record<string, () => string> = {
  A01: m.views_class_A01,
  A02: m.views_class_A02,
  A03: m.views_class_A03,
  A04: m.views_class_A04,
  A05: m.views_class_A05,
  A06: m.views_class_A06,
  A07: m.views_class_A07,
  A08: m.views_class_A08,
};

/** The filters that stand on the bar; the dialog has the others. */
const ON_THE_BAR: readonly string[] = ['q', 'location_id', 'category', 'status'];

export const MORE_NAMES = FILTER_NAMES.filter((name) => !ON_THE_BAR.includes(name));

const words = (known: Record<string, () => string>, value: string) =>
  value
    .split(',')
    .map((one) => known[one]?.() ?? one)
    .join(m.ui_list_separator());

const range = (from: string | undefined, to: string | undefined) => `${from ?? ''} – ${to ?? ''}`;

/** What the list is narrowed by beyond the fields on the bar, each to be taken away. */
export function chipsOf(filters: AssetFilters, names: Record<string, string | undefined>): Chip[] {
  const { acquired_from, acquired_to, booked_from, booked_to, value_min, value_max } = filters;
  const day = (value: string | undefined) => value && formatDate(value);
  const money = (value: string | undefined) => value && formatMoney(value);
  const all: [readonly string[], string, string | undefined | false][] = [
    [['location_id'], m.registers_place(), names.location_id],
    [['category'], m.registers_category(), names.category],
    [['custodian_id'], m.views_custodian(), names.custodian_id],
    [['user_person_id'], m.cards_user(), names.user_person_id],
    [['department_id'], m.registers_department(), names.department_id],
    [['without'], m.views_without(), filters.without && words(WITHOUT, filters.without)],
    [
      ['acquired_from', 'acquired_to'],
      m.registers_acquired(),
      Boolean(acquired_from ?? acquired_to) && range(day(acquired_from), day(acquired_to)),
    ],
    [
      ['booked_from', 'booked_to'],
      m.views_booked(),
      Boolean(booked_from ?? booked_to) && range(day(booked_from), day(booked_to)),
    ],
    [
      ['value_min', 'value_max'],
      m.registers_value(),
      Boolean(value_min ?? value_max) && range(money(value_min), money(value_max)),
    ],
    [['brand'], m.registers_brand(), filters.brand],
    [['supplier'], m.registers_supplier(), filters.supplier],
    [['fund_source'], m.cards_fund_source(), filters.fund_source],
    [['official'], m.views_official(), filters.official && words(OFFICIAL, filters.official)],
    [['label'], m.views_label(), filters.label && words(LABEL, filters.label)],
    [['voided'], m.views_voided(), filters.voided && m.views_voided_only()],
    [['batch_id'], m.views_batch(), filters.batch_id && m.views_chosen()],
    [['import_id'], m.views_import(), filters.import_id && m.views_chosen()],
    [['code'], m.views_code(), filters.code],
  ];
  return all.flatMap(([of, label, value]) => (value ? [{ names: of, label, value }] : []));
}
