import type { LedgerField } from '@/api/schema';
import { m } from '@/i18n/messages';

const GROUPS = {
  numbers: m.imports_group_numbers,
  what: m.imports_group_what,
  worth: m.imports_group_worth,
  where: m.imports_group_where,
  origin: m.imports_group_origin,
  other: m.imports_group_other,
};

/** Every field a column can be: the group of a card that it belongs to, and its word. In the order of the menu. */
const FIELDS: Record<LedgerField, [keyof typeof GROUPS, () => string]> = {
  asset_no: ['numbers', m.imports_field_asset_no],
  official_card_no: ['numbers', m.imports_field_official_card_no],
  legacy_no: ['numbers', m.imports_field_legacy_no],
  label_no: ['numbers', m.imports_field_label_no],
  other_id: ['numbers', m.imports_field_other_id],
  name: ['what', m.imports_field_name],
  category: ['what', m.imports_field_category],
  category_name: ['what', m.imports_field_category_name],
  brand: ['what', m.imports_field_brand],
  spec_model: ['what', m.imports_field_spec_model],
  model: ['what', m.imports_field_model],
  serial_no: ['what', m.imports_field_serial_no],
  status: ['what', m.imports_field_status],
  use_condition: ['what', m.imports_field_use_condition],
  quantity: ['worth', m.imports_field_quantity],
  unit: ['worth', m.imports_field_unit],
  unit_price: ['worth', m.imports_field_unit_price],
  original_value: ['worth', m.imports_field_original_value],
  accumulated_depreciation: ['worth', m.imports_field_accumulated_depreciation],
  value_type: ['worth', m.imports_field_value_type],
  location: ['where', m.imports_field_location],
  department: ['where', m.imports_field_department],
  using_department: ['where', m.imports_field_using_department],
  custodian: ['where', m.imports_field_custodian],
  user_person: ['where', m.imports_field_user_person],
  checked_out_to: ['where', m.imports_field_checked_out_to],
  checked_out_kind: ['where', m.imports_field_checked_out_kind],
  acquired_on: ['origin', m.imports_field_acquired_on],
  booked_on: ['origin', m.imports_field_booked_on],
  acquisition_method: ['origin', m.imports_field_acquisition_method],
  supplier: ['origin', m.imports_field_supplier],
  invoice_no: ['origin', m.imports_field_invoice_no],
  voucher_no: ['origin', m.imports_field_voucher_no],
  order_no: ['origin', m.imports_field_order_no],
  fund_source: ['origin', m.imports_field_fund_source],
  remarks: ['other', m.imports_field_remarks],
  row_index: ['other', m.imports_field_row_index],
  left_out: ['other', m.imports_field_left_out],
};

export interface FieldGroup {
  label: string;
  fields: { value: LedgerField; label: string }[];
}

export function fieldGroups(): FieldGroup[] {
  const fields = Object.entries(FIELDS) as [LedgerField, (typeof FIELDS)[LedgerField]][];
  return Object.entries(GROUPS).map(([group, label]) => ({
    label: label(),
    fields: fields
      .filter(([, [of]]) => of === group)
      .map(([value, [, word]]) => ({ value, label: word() })),
  }));
}
