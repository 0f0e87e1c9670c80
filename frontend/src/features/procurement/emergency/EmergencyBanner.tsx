import type { PurchaseEmergency } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { StatusBadge, type Tone } from '@/ui/StatusBadge';
import classes from './Emergency.module.css';

/** Bought before it was approved: why, until when the approvals are due, how they stand. For a request and for its orders. */
export function EmergencyBanner({ emergency }: { emergency: PurchaseEmergency }) {
  const { state, late, orders } = emergency;
  const numbers = orders.map(({ number }) => number).join(m.rules_comma());
  return (
    <aside className={classes.banner} aria-label={m.emergency_mark()}>
      <StatusBadge tone={toneOf(state, late)}>{emergency.text}</StatusBadge>
      <p>{m.emergency_why({ reason: emergency.reason })}</p>
      {state === 'open' ? <p>{m.emergency_due({ date: formatExact(emergency.due_at) })}</p> : null}
      <p>{numbers ? m.emergency_orders({ numbers }) : m.emergency_no_orders()}</p>
    </aside>
  );
}

function toneOf(state: PurchaseEmergency['state'], late: boolean): Tone {
  if (late || state === 'refused') {
    return 'alarm';
  }
  return state === 'approved' ? 'done' : 'waiting';
}
