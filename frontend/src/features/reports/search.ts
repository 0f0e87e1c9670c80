import type { RowsFilter } from './queries';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What an address says of which rows of a figure are looked at. */
export function rowsOf(search: Record<string, unknown>): RowsFilter {
  return {
    part: text(search.part),
    holder_id: text(search.holder_id),
    unheld: search.unheld === true || undefined,
  };
}
