import type { PublicationState } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const STATE_TONES: Record<PublicationState, Tone> = {
  draft: 'waiting',
  posted: 'held',
  over: 'done',
  cancelled: 'off',
};

export const STATE_WORDS: Record<PublicationState, () => string> = {
  draft: m.publications_state_draft,
  posted: m.publications_state_posted,
  over: m.publications_state_over,
  cancelled: m.publications_state_cancelled,
};
