import type { StockLotRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import { daysLeft, UNFIT_TONES, UNFIT_WORDS } from '../food';

/** A week before its last day a lot is pointed at. */
const SOON = 7;

/** Whether a lot may be handed out, and for how long. */
export function LotBadge({ lot }: { lot: Pick<StockLotRow, 'unfit' | 'days_left'> }) {
  const { unfit, days_left: days } = lot;
  if (unfit) {
    return <StatusBadge tone={UNFIT_TONES[unfit]}>{UNFIT_WORDS[unfit]()}</StatusBadge>;
  }
  return typeof days === 'number' ? (
    <StatusBadge tone={days <= SOON ? 'waiting' : 'held'}>{daysLeft(days)}</StatusBadge>
  ) : (
    <StatusBadge tone="held">{m.stores_lot_fit()}</StatusBadge>
  );
}
