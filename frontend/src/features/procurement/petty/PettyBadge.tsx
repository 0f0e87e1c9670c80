import type { PettyPurchaseRow } from '@/api/schema';
import { StatusBadge } from '@/ui/StatusBadge';
import { STATE_TONES } from './words';

export function PettyBadge({ state, state_text }: Pick<PettyPurchaseRow, 'state' | 'state_text'>) {
  return <StatusBadge tone={STATE_TONES[state]}>{state_text}</StatusBadge>;
}
