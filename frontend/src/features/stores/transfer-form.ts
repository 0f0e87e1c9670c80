import type { StockTransferBody, StoreChoice } from '@/api/schema';
import type { ShelfItem } from './shelf';

export interface TransferLine {
  item: ShelfItem;
  quantity: string;
  bin: string;
}

export type TransferValues = {
  to_store_id: string;
  receiver_id: string;
  happened_on: string;
  purpose: string;
  lines: TransferLine[];
};

/** Who can take something over in a store: its keepers, save whoever sends. Nobody has to where the sender keeps it himself. */
export function takersOver(store: StoreChoice | undefined, sender: string): StoreChoice['keepers'] {
  const keepers = store?.keepers ?? [];
  return keepers.some(({ id }) => id === sender) ? [] : keepers;
}

export function transferBody(storeId: string, values: TransferValues): StockTransferBody {
  return {
    store_id: storeId,
    to_store_id: values.to_store_id,
    receiver_id: values.receiver_id || null,
    happened_on: values.happened_on || null,
    purpose: values.purpose.trim() || null,
    lines: values.lines.map(({ item, quantity, bin }) => ({
      item_id: item.id,
      quantity: quantity.trim(),
      bin: bin.trim() || null,
    })),
  };
}
