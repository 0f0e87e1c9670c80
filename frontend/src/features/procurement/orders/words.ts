import type {
  GoodsReceiptState,
  PurchaseOrderAction,
  PurchaseOrderRow,
  PurchaseOrderState,
  PurchaseOrderView,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import type { Tone } from '@/ui/StatusBadge';

export const ORDER_TONES: Record<PurchaseOrderState, Tone> = {
  proposed: 'waiting',
  ordered: 'held',
  partially_received: 'held',
  received: 'done',
  closed: 'done',
  cancelled: 'off',
};

export const ORDER_WORDS: Record<PurchaseOrderState, () => string> = {
  proposed: m.orders_state_proposed,
  ordered: m.orders_state_ordered,
  partially_received: m.orders_state_partially_received,
  received: m.orders_state_received,
  closed: m.orders_state_closed,
  cancelled: m.orders_state_cancelled,
};

export const RECEIPT_TONES: Record<GoodsReceiptState, Tone> = {
  inspecting: 'waiting',
  accepted: 'held',
  posted: 'done',
  cancelled: 'off',
};

/** The steps that a state is about: of the others nobody asks why not. Whoever co-signs does so beside the reason. */
const STEPS: Record<PurchaseOrderState, readonly PurchaseOrderAction[]> = {
  proposed: ['confirm', 'cancel'],
  ordered: ['receive', 'cancel'],
  partially_received: ['receive', 'close'],
  received: [],
  closed: [],
  cancelled: [],
};

/** Of an order with an exception there is no other buyer who could confirm. */
export const stepsOf = ({ state, exception }: PurchaseOrderView): readonly PurchaseOrderAction[] =>
  STEPS[state].filter((step) => !(step === 'confirm' && exception));

const OPEN: readonly PurchaseOrderState[] = ['proposed', 'ordered', 'partially_received'];

/** For how many days it should have been there and is not; 0 while it is not late. */
export function daysLate({
  state,
  expected_on: day,
}: Pick<PurchaseOrderRow, 'state' | 'expected_on'>): number {
  if (!day || !OPEN.includes(state)) {
    return 0;
  }
  return Math.max(0, Math.round((Date.parse(schoolDay()) - Date.parse(day)) / 86_400_000));
}

/** Whether it is this person whose word is missing. */
export const waitsFor = ({ state, buyers }: PurchaseOrderRow, person: string) =>
  state === 'proposed' && buyers.some(({ id, confirmed_at }) => id === person && !confirmed_at);

/** Whether it is this person whose co-signature is missing. Only an order that is read whole says who signs. */
export const waitsForCosigner = (
  { state, exception }: Pick<PurchaseOrderView, 'state'> & Partial<PurchaseOrderView>,
  person: string,
): boolean => state === 'proposed' && exception?.cosigner.id === person && !exception.signed_at;
