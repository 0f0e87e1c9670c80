import type { PettyPurchaseRow } from '@/api/schema';

/** What one shop sold in one month: as its statement is settled. */
export interface Group {
  key: string;
  month: string;
  /** As it was written last. */
  shop: string;
  rows: PettyPurchaseRow[];
}

/** By month and shop, however its name is written; the oldest month first, in a group the oldest purchase. */
export function grouped(rows: readonly PettyPurchaseRow[]): Group[] {
  const groups = new Map<string, Group>();
  const oldest = [...rows].sort(
    (one, other) => one.bought_on.localeCompare(other.bought_on) || one.id.localeCompare(other.id),
  );
  for (const row of oldest) {
    const month = row.bought_on.slice(0, 7);
    const key = `${month} ${row.shop_key}`;
    const before = groups.get(key)?.rows ?? [];
    groups.set(key, { key, month, shop: row.shop, rows: [...before, row] });
  }
  return [...groups.values()].sort((one, other) => one.key.localeCompare(other.key));
}

/** What they come to, exact to the fen. */
export function sumOf(rows: readonly Pick<PettyPurchaseRow, 'total'>[]): string {
  const fen = rows.reduce((sum, { total }) => sum + Math.round(Number(total) * 100), 0);
  return (fen / 100).toFixed(2);
}
