import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import { daysWaiting, isOverdue } from './unposted';

/** How long something waits for its voucher; past the end of its month it is outside the accounts. */
export function WaitsSince({ at }: { at: string }) {
  const count = daysWaiting(at);
  return isOverdue(at) ? (
    <StatusBadge tone="alarm">{m.receipts_waits_over({ count })}</StatusBadge>
  ) : (
    <StatusBadge tone="held">
      {count > 0 ? m.receipts_waits({ count }) : m.receipts_waits_today()}
    </StatusBadge>
  );
}
