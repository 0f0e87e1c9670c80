const DECIMAL = /^\d{1,10}(\.\d{1,3})?$/;

/** A quantity as it is typed, in thousandths; null when it is none. Fractions of a float would not add up. */
export function thousandths(text: string): number | null {
  const tidy = text.trim();
  return DECIMAL.test(tidy) ? Math.round(Number(tidy) * 1000) : null;
}

/** Thousandths as they are written and sent: "2", "0.5". */
export const quantityOf = (count: number): string => String(count / 1000);

/** One more or one less of what is typed, never less than nothing. */
export function stepped(text: string, by: 1 | -1): string {
  return quantityOf(Math.max(0, (thousandths(text) ?? 0) + by * 1000));
}
