import type { PurchaseFund, PurchaseRequestState } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const STATE_TONES: Record<PurchaseRequestState, Tone> = {
  draft: 'idle',
  submitted: 'held',
  returned: 'waiting',
  approved: 'done',
  closed: 'done',
  rejected: 'off',
  cancelled: 'off',
};

export const STATE_WORDS: Record<PurchaseRequestState, () => string> = {
  draft: m.purchases_state_draft,
  submitted: m.purchases_state_submitted,
  returned: m.purchases_state_returned,
  approved: m.purchases_state_approved,
  closed: m.purchases_state_closed,
  rejected: m.purchases_state_rejected,
  cancelled: m.purchases_state_cancelled,
};

export const FUND_WORDS: Record<PurchaseFund, () => string> = {
  public: m.purchases_fund_public,
  special: m.purchases_fund_special,
  canteen: m.purchases_fund_canteen,
  donation: m.purchases_fund_donation,
  self_raised: m.purchases_fund_self_raised,
  other: m.purchases_fund_other,
};
