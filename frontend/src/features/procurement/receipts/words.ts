import type { GoodsReceiptPostingMode, GoodsReceiptState } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';
import type { Destined } from './receipt-form';

export const STATE_TONES: Record<GoodsReceiptState, Tone> = {
  inspecting: 'waiting',
  accepted: 'held',
  posted: 'done',
  cancelled: 'off',
};

export const STATE_WORDS: Record<GoodsReceiptState, () => string> = {
  inspecting: m.receipts_state_inspecting,
  accepted: m.receipts_state_accepted,
  posted: m.receipts_state_posted,
  cancelled: m.receipts_state_cancelled,
};

export const BECOMES: Record<Destined, { label: () => string; hint: () => string }> = {
  cards: { label: m.receipts_to_cards, hint: m.receipts_to_cards_hint },
  stock: { label: m.receipts_to_stock, hint: m.receipts_to_stock_hint },
  used: { label: m.receipts_to_used, hint: m.receipts_to_used_hint },
};

export const MODE_WORDS: Record<
  GoodsReceiptPostingMode,
  { label: () => string; hint: () => string }
> = {
  own: { label: m.receipts_mode_own, hint: m.receipts_mode_own_hint },
  centre: { label: m.receipts_mode_centre, hint: m.receipts_mode_centre_hint },
};
