import type {
  RequisitionPrint,
  RequisitionState,
  StockDocumentKind,
  StockDocumentRow,
} from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const KIND_WORDS: Record<StockDocumentKind, () => string> = {
  receipt: m.stores_kind_receipt,
  issue: m.stores_kind_issue,
  return: m.stores_kind_return,
  count: m.stores_kind_count,
  transfer: m.stores_kind_transfer,
};

/** Which way a transfer went, as one store sees it; nothing for the others. */
export function whither({ store, to_store: to }: StockDocumentRow, storeId: string): string {
  if (!to) return '';
  return to.id === storeId
    ? m.stores_moved_from({ store: store.name })
    : m.stores_moved_to({ store: to.name });
}

/** "5 pages, 45 copies, both sides: 135 sheets". */
export const printWords = ({ pages, copies, both_sides: both, sheets }: RequisitionPrint): string =>
  m.requisitions_run_text({
    pages: formatNumber(pages),
    copies: formatNumber(copies),
    sides: both ? m.requisitions_run_two_sides() : m.requisitions_run_one_side(),
    sheets: formatNumber(sheets),
  });

export const STATE_TONES: Record<RequisitionState, Tone> = {
  submitted: 'held',
  approved: 'waiting',
  issued: 'done',
  returned: 'waiting',
  rejected: 'off',
  cancelled: 'off',
  expired: 'off',
};

export const STATE_WORDS: Record<RequisitionState, () => string> = {
  submitted: m.requisitions_state_submitted,
  approved: m.requisitions_state_approved,
  issued: m.requisitions_state_issued,
  returned: m.requisitions_state_returned,
  rejected: m.requisitions_state_rejected,
  cancelled: m.requisitions_state_cancelled,
  expired: m.requisitions_state_expired,
};
