import { m } from '@/i18n/messages';
import { fieldName, valueName } from './words';

export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

type Fields = Record<string, unknown> | null | undefined;

/** What ids were last called. */
type Names = Record<string, string>;

/** Before and after of one record, field by field, in the order they were written. */
export function changes(before: Fields, after: Fields, names: Names = {}): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].map((field) => ({
    field,
    before: spoken(field, before?.[field], names),
    after: spoken(field, after?.[field], names),
  }));
}

/** Names instead of ids, words instead of yes and no, lists as lists; only what is nested deeper stays as it is stored. */
function spoken(field: string, value: unknown, names: Names): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  if (typeof value === 'boolean') {
    return value ? m.audit_yes() : m.audit_no();
  }
  if (typeof value === 'string') {
    return Object.hasOwn(names, value) ? (names[value] ?? value) : valueName(field, value);
  }
  if (Array.isArray(value)) {
    return value
      .map((item) => spoken(field, item, names) ?? m.ui_none())
      .join(m.ui_list_separator());
  }
  return typeof value === 'object'
    ? members(value as Record<string, unknown>, names)
    : String(value);
}

function members(value: Record<string, unknown>, names: Names): string {
  return Object.entries(value)
    .map(([field, member]) => `${fieldName(field)} ${spoken(field, member, names) ?? m.ui_none()}`)
    .join(m.ui_list_separator());
}
