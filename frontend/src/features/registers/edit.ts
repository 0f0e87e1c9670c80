import type { ChangeAsset, EditAssets } from '@/api/schema';
import { m } from '@/i18n/messages';

/** What many cards can be given alike. Names are those of the request. */
interface EditField {
  name: keyof ChangeAsset & string;
  label: string;
  kind: 'text' | 'date' | 'category' | 'status';
  /** May not be cleared. */
  needed?: true;
}

export function editFields(): EditField[] {
  return [
    { name: 'name', label: m.registers_name(), kind: 'text', needed: true },
    { name: 'category_code', label: m.registers_category(), kind: 'category', needed: true },
    { name: 'status', label: m.registers_status(), kind: 'status', needed: true },
    { name: 'spec_model', label: m.registers_spec(), kind: 'text' },
    { name: 'brand', label: m.registers_brand(), kind: 'text' },
    { name: 'unit', label: m.registers_unit(), kind: 'text', needed: true },
    { name: 'acquired_on', label: m.registers_acquired(), kind: 'date' },
    { name: 'acquisition_method', label: m.registers_method(), kind: 'text' },
    { name: 'supplier', label: m.registers_supplier(), kind: 'text' },
    { name: 'remarks', label: m.registers_remarks(), kind: 'text' },
  ];
}

/** What is left out stays; the description knows no such thing and calls every field needed. */
type Change = Partial<ChangeAsset>;

/** Field → what was typed; a field that is not ticked is not in it. */
export type Ticked = Partial<Record<string, string>>;

/** The request's change, or null while nothing is ticked or something needed is still blank. */
export function changeOf(ticked: Ticked): Change | null {
  const names = Object.keys(ticked);
  const waiting = editFields().some(({ name, needed }) => needed && ticked[name]?.trim() === '');
  if (names.length === 0 || waiting) {
    return null;
  }
  return Object.fromEntries(names.map((name) => [name, ticked[name]?.trim() || null]));
}

/** Cards by name, or those that filters let through. */
export interface EditTarget {
  ids?: readonly string[];
  filter?: Record<string, string>;
}

export function editBody(target: EditTarget, change: Change): EditAssets {
  const { ids, filter } = target;
  return (ids ? { asset_ids: [...ids], change } : { filter, change }) as EditAssets;
}
