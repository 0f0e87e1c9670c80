import { m } from '@/i18n/messages';
import { settableStatuses } from './words';

/**
 * What can be put right on a card: the fields of the form for one card, of the form for many, and of the words that
 * say what changed. Names are those of the request.
 */
export interface CardField {
  name: string;
  label: () => string;
  kind: 'text' | 'lines' | 'date' | 'suggest' | 'category' | 'status' | 'amount' | 'whole';
  /** Usual answers, joined by "|". */
  answers?: () => string;
  /** May not be cleared. */
  needed?: true;
  /** Each thing has its own: never given to many alike. */
  own?: true;
}

/** What stands in the change itself. */
export const PLAIN = [
  { name: 'name', label: m.registers_name, kind: 'text', needed: true },
  { name: 'category_code', label: m.registers_category, kind: 'category', needed: true },
  { name: 'spec_model', label: m.registers_spec, kind: 'text' },
  { name: 'brand', label: m.registers_brand, kind: 'text' },
  { name: 'serial_no', label: m.registers_serial, kind: 'text', own: true },
  { name: 'unit', label: m.registers_unit, kind: 'text', needed: true },
  { name: 'acquired_on', label: m.registers_acquired, kind: 'date' },
  {
    name: 'acquisition_method',
    label: m.registers_method,
    kind: 'suggest',
    answers: m.cards_suggest_method,
  },
  { name: 'supplier', label: m.registers_supplier, kind: 'text' },
  { name: 'status', label: m.registers_status, kind: 'status', needed: true },
  { name: 'remarks', label: m.registers_remarks, kind: 'lines' },
] as const satisfies readonly CardField[];

/** Papers and funds: in the change's details, as is everything below. */
export const PAPERS = [
  { name: 'manufacturer', label: m.cards_manufacturer, kind: 'text' },
  {
    name: 'use_condition',
    label: m.cards_use_condition,
    kind: 'suggest',
    answers: m.cards_suggest_condition,
  },
  {
    name: 'use_direction',
    label: m.cards_use_direction,
    kind: 'suggest',
    answers: m.cards_suggest_direction,
  },
  {
    name: 'property_right',
    label: m.cards_property_right,
    kind: 'suggest',
    answers: m.cards_suggest_right,
  },
  {
    name: 'procurement_form',
    label: m.cards_procurement_form,
    kind: 'suggest',
    answers: m.cards_suggest_procurement,
  },
  { name: 'contract_no', label: m.cards_contract, kind: 'text' },
  { name: 'invoice_no', label: m.registers_invoice, kind: 'text' },
  { name: 'voucher_no', label: m.registers_voucher, kind: 'text' },
  { name: 'booked_on', label: m.registers_booked, kind: 'date' },
  { name: 'in_service_on', label: m.cards_in_service, kind: 'date' },
  { name: 'fund_source', label: m.cards_fund_source, kind: 'text' },
  { name: 'accounting_subject', label: m.cards_accounting_subject, kind: 'text' },
  {
    name: 'value_type',
    label: m.cards_value_type,
    kind: 'suggest',
    answers: m.cards_suggest_value_type,
  },
  { name: 'life_months', label: m.cards_life_field, kind: 'whole' },
  { name: 'fiscal_value', label: m.cards_fiscal_value, kind: 'amount', own: true },
  { name: 'non_fiscal_value', label: m.cards_non_fiscal_value, kind: 'amount', own: true },
  { name: 'gift_terms', label: m.cards_gift_terms, kind: 'text' },
] as const satisfies readonly CardField[];

/** What ties the card to the government's system and to older books. */
export const OFFICIAL = [
  { name: 'official_no', label: m.registers_official_no, kind: 'text', own: true },
  { name: 'official_entered_on', label: m.cards_official_entered, kind: 'date' },
  { name: 'legacy_no', label: m.registers_legacy_no, kind: 'text', own: true },
  { name: 'barcode', label: m.cards_barcode, kind: 'text', own: true },
] as const satisfies readonly CardField[];

export type PlainName = Exclude<(typeof PLAIN)[number], { needed: true }>['name'];
export type DetailName = (typeof PAPERS)[number]['name'] | (typeof OFFICIAL)[number]['name'];

/** For choices and for words. */
export const fieldOf = (name: string): CardField | undefined =>
  [...PLAIN, ...PAPERS, ...OFFICIAL].find((field) => field.name === name);

/** One of those that every form has. */
export function plainField(name: (typeof PLAIN)[number]['name']): CardField {
  return PLAIN.find((field) => field.name === name) ?? PLAIN[0];
}

/** "新购|调拨" → ["新购", "调拨"] */
export const answersOf = ({ answers }: CardField): string[] => answers?.().split('|') ?? [];

/** A state is somebody's word only among these. */
export const mayBeSaid = (status: string): boolean =>
  settableStatuses().some(({ value }) => value === status);
