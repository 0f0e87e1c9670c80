import type { PurchaseRequestRow } from '@/api/schema';
import { StatusBadge } from '@/ui/StatusBadge';
import { STATE_TONES } from '../words';

export function RequestBadge({
  state,
  state_text,
}: Pick<PurchaseRequestRow, 'state' | 'state_text'>) {
  return <StatusBadge tone={STATE_TONES[state]}>{state_text}</StatusBadge>;
}
