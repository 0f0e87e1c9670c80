import type { ReceivedStockLine, StockDocumentLine } from '@/api/schema';
import { m } from '@/i18n/messages';

/** What was short, which old ones came in, and what somebody wrote. */
export function remarks({
  wanted,
  quantity,
  old_pieces: old,
  note,
  item,
}: StockDocumentLine | ReceivedStockLine): string {
  return [
    wanted && wanted !== quantity
      ? m.stores_of_wanted({ quantity: m.stores_amount({ quantity: wanted, unit: item.unit }) })
      : '',
    typeof old === 'number' ? m.stores_old_in({ count: old }) : '',
    note ?? '',
  ]
    .filter(Boolean)
    .join(m.stores_comma());
}
