import type { LedgerField } from '@/api/schema';
import { m } from '@/i18n/messages';

/** Every field a column may be, by the name that people know; what is left out on purpose comes last. */
export function fieldTitles(): { value: LedgerField; label: string }[] {
  const titles: Record<LedgerField, string> = {
    row_index: m.imports_field_row_index(),
    asset_no: m.imports_field_asset_no(),
    legacy_no: m.imports_field_legacy_no(),
    official_card_no: m.imports_field_official_card_no(),
    label_no: m.imports_field_label_no(),
    other_id: m.imports_field_other_id(),
    category: m.imports_field_category(),
    category_name: m.imports_field_category_name(),
    name: m.imports_field_name(),
    brand: m.imports_field_brand(),
    spec_model: m.imports_field_spec_model(),
    model: m.imports_field_model(),
    serial_no: m.imports_field_serial_no(),
    unit: m.imports_field_unit(),
    quantity: m.imports_field_quantity(),
    unit_price: m.imports_field_unit_price(),
    original_value: m.imports_field_original_value(),
    accumulated_depreciation: m.imports_field_accumulated_depreciation(),
    value_type: m.imports_field_value_type(),
    acquired_on: m.imports_field_acquired_on(),
    booked_on: m.imports_field_booked_on(),
    acquisition_method: m.imports_field_acquisition_method(),
    status: m.imports_field_status(),
    use_condition: m.imports_field_use_condition(),
    location: m.imports_field_location(),
    department: m.imports_field_department(),
    using_department: m.imports_field_using_department(),
    custodian: m.imports_field_custodian(),
    user_person: m.imports_field_user_person(),
    checked_out_to: m.imports_field_checked_out_to(),
    checked_out_kind: m.imports_field_checked_out_kind(),
    supplier: m.imports_field_supplier(),
    invoice_no: m.imports_field_invoice_no(),
    voucher_no: m.imports_field_voucher_no(),
    order_no: m.imports_field_order_no(),
    fund_source: m.imports_field_fund_source(),
    remarks: m.imports_field_remarks(),
    left_out: m.imports_field_left_out(),
  };
  return (Object.keys(titles) as LedgerField[]).map((value) => ({ value, label: titles[value] }));
}
