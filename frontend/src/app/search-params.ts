/** Readers for validateSearch: the URL is typed by people, so anything odd counts as absent. */

export function text(value: unknown): string | undefined {
  if (typeof value === 'number') {
    // The router reads ?q=203 as a number.
    return String(value);
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function flag(value: unknown): true | undefined {
  return value === true || value === 'true' ? true : undefined;
}

/** "2026-11". */
export function month(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : undefined;
}

/** "2026-11-30". */
export function day(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

/** Everything that is text in an address, for lists whose filters only their page knows. */
export function texts(search: Record<string, unknown>): Record<string, string | undefined> {
  const entries = Object.entries(search).map(([name, value]) => [
    name,
    // The router reads ?voided=true as a boolean.
    value === true ? 'true' : text(value),
  ]);
  return Object.fromEntries(entries);
}
