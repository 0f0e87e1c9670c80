import type { PettyPurchaseState } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';
import { STATE_TONES as REQUEST_TONES, STATE_WORDS as REQUEST_WORDS } from '../words';

/** As of requests, and what stands in the accounts. */
export const STATE_TONES: Record<PettyPurchaseState, Tone> = { ...REQUEST_TONES, posted: 'done' };

export const STATE_WORDS: Record<PettyPurchaseState, () => string> = {
  ...REQUEST_WORDS,
  approved: m.petty_state_approved,
  posted: m.petty_state_posted,
};
