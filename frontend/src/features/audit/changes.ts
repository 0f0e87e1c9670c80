import { m } from '@/i18n/messages';
import { valueName } from './values';
import { fieldName } from './words';

export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

type Fields = Record<string, unknown> | null | undefined;

/** What ids were last called. */
type Names = Record<string, string>;

/** Whose fields they are: the same code is another word in another kind of record. */
interface Whose {
  kind: string;
  names: Names;
}

/** Before and after of one record, field by field, in the order they were written. */
export function changes(kind: string, before: Fields, after: Fields, names: Names = {}): Change[] {
  const whose = { kind, names };
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].map((field) => ({
    field,
    before: spoken(whose, field, before?.[field]),
    after: spoken(whose, field, after?.[field]),
  }));
}

/** Names instead of ids, words instead of yes and no, lists as lists; only what is nested deeper stays as it is stored. */
function spoken(whose: Whose, field: string, value: unknown): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  if (typeof value === 'boolean') {
    return value ? m.audit_yes() : m.audit_no();
  }
  if (typeof value === 'string') {
    return Object.hasOwn(whose.names, value)
      ? (whose.names[value] ?? value)
      : valueName(whose.kind, field, value);
  }
  if (Array.isArray(value)) {
    return value
      .map((item) => spoken(whose, field, item) ?? m.ui_none())
      .join(m.ui_list_separator());
  }
  return typeof value === 'object'
    ? members(whose, value as Record<string, unknown>)
    : String(value);
}

function members(whose: Whose, value: Record<string, unknown>): string {
  return Object.entries(value)
    .map(([field, member]) => `${fieldName(field)} ${spoken(whose, field, member) ?? m.ui_none()}`)
    .join(m.ui_list_separator());
}
