import type { LedgerField } from '@/api/schema';
import { m } from '@/i18n/messages';

type Words = [LedgerField, () => string][];

/** Every field a column can be, in the groups of a card. */
const GROUPS: [() => string, Words][] = [
  [
    m.imports_group_numbers,
    [
      ['asset_no', m.imports_field_asset_no],
      ['official_card_no', m.imports_field_official_card_no],
      ['legacy_no', m.imports_field_legacy_no],
      ['label_no', m.imports_field_label_no],
      ['other_id', m.imports_field_other_id],
    ],
  ],
  [
    m.imports_group_what,
    [
      ['name', m.imports_field_name],
      ['category', m.imports_field_category],
      ['category_name', m.imports_field_category_name],
      ['brand', m.imports_field_brand],
      ['spec_model', m.imports_field_spec_model],
      ['model', m.imports_field_model],
      ['serial_no', m.imports_field_serial_no],
      ['use_condition', m.imports_field_use_condition],
    ],
  ],
  [
    m.imports_group_worth,
    [
      ['quantity', m.imports_field_quantity],
      ['unit', m.imports_field_unit],
      ['unit_price', m.imports_field_unit_price],
      ['original_value', m.imports_field_original_value],
      ['accumulated_depreciation', m.imports_field_accumulated_depreciation],
      ['value_type', m.imports_field_value_type],
    ],
  ],
  [
    m.imports_group_where,
    [
      ['location', m.imports_field_location],
      ['department', m.imports_field_department],
      ['using_department', m.imports_field_using_department],
      ['custodian', m.imports_field_custodian],
      ['user_person', m.imports_field_user_person],
      ['checked_out_to', m.imports_field_checked_out_to],
      ['checked_out_kind', m.imports_field_checked_out_kind],
    ],
  ],
  [
    m.imports_group_origin,
    [
      ['acquired_on', m.imports_field_acquired_on],
      ['booked_on', m.imports_field_booked_on],
      ['acquisition_method', m.imports_field_acquisition_method],
      ['supplier', m.imports_field_supplier],
      ['invoice_no', m.imports_field_invoice_no],
      ['voucher_no', m.imports_field_voucher_no],
      ['order_no', m.imports_field_order_no],
      ['fund_source', m.imports_field_fund_source],
    ],
  ],
  [
    m.imports_group_other,
    [
      ['remarks', m.imports_field_remarks],
      ['row_index', m.imports_field_row_index],
      ['left_out', m.imports_field_left_out],
    ],
  ],
];

export interface FieldGroup {
  label: string;
  fields: { value: LedgerField; label: string }[];
}

export function fieldGroups(): FieldGroup[] {
  return GROUPS.map(([label, words]) => ({
    label: label(),
    fields: words.map(([value, word]) => ({ value, label: word() })),
  }));
}
