import type { ReactNode } from 'react';
import type { AssetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';
import { kindOf } from './kinds';

interface Item {
  label: string;
  value: ReactNode;
}

interface Group {
  title: string;
  items: Item[];
}

const money = (amount: string | undefined) => (amount ? <Money amount={amount} /> : null);
const date = (value: string | null | undefined) => (value ? <DateText value={value} /> : null);

/** Facts that many cards lack are shown only where they are known. */
function known(items: Item[]): Item[] {
  return items.filter(({ value }) => value !== null && value !== undefined && value !== '');
}

/** The facts of a card in the groups of the paper form. */
export function cardFacts(asset: AssetView, values: boolean): Group[] {
  return [
    what(asset),
    where(asset),
    ...(values ? [worth(asset)] : []),
    ofItsKind(asset),
    papers(asset),
    official(asset),
  ].filter((group) => group.items.length > 0);
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
        { label: m.cards_manufacturer(), value: asset.manufacturer },
        { label: m.cards_use_condition(), value: asset.use_condition },
        { label: m.cards_use_direction(), value: asset.use_direction },
        { label: m.cards_property_right(), value: asset.property_right },
        { label: m.registers_remarks(), value: asset.remarks },
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
      ...known([
        { label: m.registers_department(), value: asset.department },
        { label: m.cards_using_department(), value: asset.using_department },
        { label: m.cards_user(), value: asset.user_person?.name },
        { label: m.cards_responsible(), value: asset.responsible_person?.name },
      ]),
    ],
  };
}

function worth(asset: AssetView): Group {
  const months = asset.life_months;
  return {
    title: m.registers_group_worth(),
    items: [
      { label: m.registers_value(), value: money(asset.original_value) },
      ...known([
        { label: m.cards_unit_price(), value: money(asset.unit_price) },
        { label: m.registers_depreciation(), value: money(asset.accumulated_depreciation) },
        // Without depreciation it is the original value again, which says nothing.
        {
          label: m.cards_net_value(),
          value: asset.accumulated_depreciation ? money(asset.net_value) : null,
        },
        { label: m.cards_value_type(), value: asset.value_type },
        { label: m.cards_fund_source(), value: asset.fund_source },
        { label: m.cards_fiscal_value(), value: money(asset.fiscal_value) },
        { label: m.cards_non_fiscal_value(), value: money(asset.non_fiscal_value) },
        { label: m.cards_accounting_subject(), value: asset.accounting_subject },
        { label: m.cards_life(), value: months ? m.cards_life_months({ count: months }) : null },
        {
          label: m.registers_depreciation(),
          value: asset.depreciates ? null : m.cards_no_depreciation(),
        },
      ]),
    ],
  };
}

function ofItsKind(asset: AssetView): Group {
  const kind = kindOf(asset.kind);
  const values = (asset.kind_attributes ?? {}) as Record<string, string | number | undefined>;
  return {
    title: kind?.title() ?? '',
    items: known(
      (kind?.attributes ?? []).map(({ name, label, type }) => ({
        label: label(),
        value: type === 'date' ? date(values[name] as string | undefined) : values[name],
      })),
    ),
  };
}

function papers(asset: AssetView): Group {
  return {
    title: m.cards_group_papers(),
    items: known([
      { label: m.registers_acquired(), value: date(asset.acquired_on) },
      { label: m.registers_method(), value: asset.acquisition_method },
      { label: m.cards_gift_terms(), value: asset.gift_terms },
      { label: m.registers_supplier(), value: asset.supplier },
      { label: m.cards_procurement_form(), value: asset.procurement_form },
      { label: m.cards_contract(), value: asset.contract_no },
      { label: m.registers_invoice(), value: asset.invoice_no },
      { label: m.cards_in_service(), value: date(asset.in_service_on) },
      { label: m.registers_booked(), value: date(asset.booked_on) },
      { label: m.registers_voucher(), value: asset.voucher_no },
      { label: m.registers_source_row(), value: asset.source_row },
    ]),
  };
}

function official(asset: AssetView): Group {
  return {
    title: m.cards_group_official(),
    items: known([
      { label: m.registers_official_no(), value: asset.official_no },
      { label: m.cards_official_entered(), value: date(asset.official_entered_on) },
      { label: m.registers_legacy_no(), value: asset.legacy_no },
      { label: m.cards_barcode(), value: asset.barcode },
      { label: m.cards_label_code(), value: asset.label_code },
    ]),
  };
}
