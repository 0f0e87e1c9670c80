import type { RequisitionState, StockDocumentKind } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const KIND_WORDS: Record<StockDocumentKind, () => string> = {
  receipt: m.stores_kind_receipt,
  issue: m.stores_kind_issue,
  return: m.stores_kind_return,
  count: m.stores_kind_count,
};

export const STATE_TONES: Record<RequisitionState, Tone> = {
  submitted: 'held',
  approved: 'waiting',
  issued: 'done',
  returned: 'waiting',
  rejected: 'off',
  cancelled: 'off',
};

export const STATE_WORDS: Record<RequisitionState, () => string> = {
  submitted: m.requisitions_state_submitted,
  approved: m.requisitions_state_approved,
  issued: m.requisitions_state_issued,
  returned: m.requisitions_state_returned,
  rejected: m.requisitions_state_rejected,
  cancelled: m.requisitions_state_cancelled,
};
