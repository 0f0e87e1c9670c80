import type {
  RequisitionPrint,
  RequisitionState,
  RequisitionView,
  StockDocumentKind,
  StockDocumentRow,
} from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
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

const HOUR = 3_600_000;

/** How long it took from the approval until it was handed out: whole days, under a day hours. */
export function untilIssued(
  decided: string,
  { happened_on: day, recorded_at: recorded }: NonNullable<RequisitionView['document']>,
): string {
  // What was entered later has a day and no hour.
  const enteredLater = schoolDay(0, new Date(recorded)) !== day;
  const took = enteredLater
    ? Date.parse(day) - Date.parse(schoolDay(0, new Date(decided)))
    : Date.parse(recorded) - Date.parse(decided);
  const hours = Math.floor(Math.max(0, took) / HOUR);
  const days = Math.floor(hours / 24);
  if (days > 0) {
    return days === 1
      ? m.requisitions_took_day()
      : m.requisitions_took_days({ days: formatNumber(days) });
  }
  if (enteredLater) {
    return m.requisitions_took_no_day();
  }
  return hours === 0 ? m.requisitions_took_no_hour() : hoursOf(hours);
}

const hoursOf = (hours: number): string =>
  hours === 1
    ? m.requisitions_took_hour()
    : m.requisitions_took_hours({ hours: formatNumber(hours) });

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
