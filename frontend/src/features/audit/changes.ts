export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

type Fields = Record<string, unknown> | null | undefined;

/** Before and after of one record, field by field, in the order they were written. */
export function changes(before: Fields, after: Fields): Change[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].map((field) => ({
    field,
    before: spoken(before?.[field]),
    after: spoken(after?.[field]),
  }));
}

/** Plain values as they are, the rest as JSON: an auditor must see what is stored, not a summary. */
function spoken(value: unknown): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
