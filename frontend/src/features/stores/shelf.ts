import type { StockDocumentRow, StockItemRow, StockLedgerRow } from '@/api/schema';
import type { PickedPerson } from '@/ui/PersonPicker';
import { thousandths } from '@/ui/quantity';

/** An item as it stands in one store. */
export interface ShelfItem {
  id: string;
  name: string;
  spec: string | null;
  unit: string;
  /** Thousandths. */
  left: number;
  controlledAbove: number | null;
  oldForNew: boolean;
  /** Its lots have a number or a day of production. */
  food?: true;
}

/** What a store can hand out: what went out most stands first, what is not there last. */
export function shelfOf(
  items: readonly StockItemRow[],
  storeId: string,
  lastMonth: readonly StockLedgerRow[] = [],
): ShelfItem[] {
  const used = new Map(
    lastMonth.map((row) => [row.item.id, thousandths(row.went_out.quantity) ?? 0]),
  );
  return items
    .map((item) => onShelf(item, storeId))
    .sort(
      (one, other) =>
        Number(other.left > 0) - Number(one.left > 0) ||
        (used.get(other.id) ?? 0) - (used.get(one.id) ?? 0),
    );
}

function onShelf(item: StockItemRow, storeId: string): ShelfItem {
  const balance = item.balances.find(({ store }) => store.id === storeId);
  return {
    id: item.id,
    name: item.name,
    spec: item.spec ?? null,
    unit: item.unit,
    left: thousandths(balance?.quantity ?? '0') ?? 0,
    controlledAbove: item.controlled_above ? thousandths(item.controlled_above) : null,
    oldForNew: item.old_for_new,
    ...(item.food ? { food: true as const } : {}),
  };
}

/** The people who received last, each once. */
export function lastReceivers(rows: readonly StockDocumentRow[], most: number): PickedPerson[] {
  const seen = new Map<string, PickedPerson>();
  for (const { receiver } of rows) {
    if (receiver && seen.size < most) {
      seen.set(receiver.id, receiver);
    }
  }
  return [...seen.values()];
}

/** "粉笔 白色": an item in one line. */
export const nameOf = (item: { name: string; spec?: string | null }): string =>
  item.spec ? `${item.name} ${item.spec}` : item.name;
