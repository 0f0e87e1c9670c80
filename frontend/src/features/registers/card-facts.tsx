import type { ReactNode } from 'react';
import type { AssetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';

interface Group {
  title: string;
  items: { label: string; value: ReactNode }[];
}

const money = (amount: string | undefined) => (amount ? <Money amount={amount} /> : null);
const date = (value: string | null | undefined) => (value ? <DateText value={value} /> : null);

/** Facts that many cards lack are shown only where they are known. */
function known(items: Group['items']): Group['items'] {
  return items.filter(({ value }) => value !== null && value !== undefined && value !== '');
}

/** The facts of a card in the groups of the paper form. */
export function cardFacts(asset: AssetView, values: boolean): Group[] {
  return [what(asset), where(asset), ...(values ? [worth(asset)] : []), origin(asset)].filter(
    (group) => group.items.length > 0,
  );
}

function what(asset: AssetView): Group {
  return {
    title: m.registers_group_what(),
    items: [
      {
        label: m.registers_category(),
        value: `${asset.category.name} ${asset.category.code}`,
      },
      { label: m.registers_quantity(), value: `${asset.quantity} ${asset.unit}` },
      ...known([
        { label: m.registers_spec(), value: asset.spec_model },
        { label: m.registers_brand(), value: asset.brand },
        { label: m.registers_serial(), value: asset.serial_no },
      ]),
    ],
  };
}

function where(asset: AssetView): Group {
  return {
    title: m.registers_group_where(),
    items: [
      { label: m.registers_place(), value: asset.location?.path },
      { label: m.registers_custodian(), value: asset.custodian?.name },
      ...known([{ label: m.registers_department(), value: asset.department }]),
    ],
  };
}

function worth(asset: AssetView): Group {
  return {
    title: m.registers_group_worth(),
    items: [
      { label: m.registers_value(), value: money(asset.original_value) },
      ...known([
        { label: m.registers_unit_price(), value: money(asset.unit_price) },
        { label: m.registers_depreciation(), value: money(asset.accumulated_depreciation) },
      ]),
    ],
  };
}

function origin(asset: AssetView): Group {
  return {
    title: m.registers_group_origin(),
    items: known([
      { label: m.registers_acquired(), value: date(asset.acquired_on) },
      { label: m.registers_booked(), value: date(asset.booked_on) },
      { label: m.registers_method(), value: asset.acquisition_method },
      { label: m.registers_supplier(), value: asset.supplier },
      { label: m.registers_voucher(), value: asset.voucher_no },
      { label: m.registers_invoice(), value: asset.invoice_no },
      { label: m.registers_official_no(), value: asset.official_no },
      { label: m.registers_legacy_no(), value: asset.legacy_no },
      { label: m.registers_source_row(), value: asset.source_row },
      { label: m.registers_remarks(), value: asset.remarks },
    ]),
  };
}
