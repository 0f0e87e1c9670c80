import type { GoodsReceiptRow } from '@/api/schema';
import { StatusBadge } from '@/ui/StatusBadge';
import { STATE_TONES } from './words';

export function ReceiptBadge({ state, state_text }: Pick<GoodsReceiptRow, 'state' | 'state_text'>) {
  return <StatusBadge tone={STATE_TONES[state]}>{state_text}</StatusBadge>;
}
