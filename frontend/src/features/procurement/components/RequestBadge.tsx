import type { PurchaseRequestRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import { STATE_TONES } from '../words';

type Props = Pick<PurchaseRequestRow, 'state' | 'state_text'> & { emergency?: boolean };

export function RequestBadge({ state, state_text, emergency }: Props) {
  return (
    <>
      <StatusBadge tone={STATE_TONES[state]}>{state_text}</StatusBadge>
      {emergency ? <StatusBadge tone="waiting">{m.emergency_mark()}</StatusBadge> : null}
    </>
  );
}
