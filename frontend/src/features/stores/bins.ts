import type { StockBinMoveBody, StockItemView, StockLot } from '@/api/schema';

export type BinValues = { store_id: string; lots: string[]; bin: string };

/** The stores in which something of it lies, each once. */
export const storesOf = (lots: readonly StockLot[]): StockLot['store'][] => [
  ...new Map(lots.map(({ store }) => [store.id, store])).values(),
];

export const lotsIn = (lots: readonly StockLot[], storeId: string): StockLot[] =>
  lots.filter(({ store }) => store.id === storeId);

/** Each lot with the version that is shown: who was faster is not written over. */
export function binBody(item: StockItemView, { store_id, lots, bin }: BinValues): StockBinMoveBody {
  const chosen = lotsIn(item.lots, store_id).filter(({ id }) => lots.includes(id));
  return {
    store_id,
    item_id: item.id,
    lots: chosen.map(({ id, version }) => ({ id, version })),
    bin: bin.trim(),
  };
}
