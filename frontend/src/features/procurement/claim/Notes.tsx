import type { PurchaseEmergency, SeparationExceptionView } from '@/api/schema';
import { m } from '@/i18n/messages';

interface EmergencyProps {
  emergency: PurchaseEmergency | null | undefined;
}

/** On paper: bought before it was approved, why, and how the approvals stand. */
export function EmergencyNote({ emergency }: EmergencyProps) {
  return emergency ? (
    <p>
      {emergency.text} {m.emergency_why({ reason: emergency.reason })}
    </p>
  ) : null;
}

interface ExceptionProps {
  exception: SeparationExceptionView | null | undefined;
}

/** On paper: which rule could not be kept, and why. Who signed for that stands among the signatures. */
export function ExceptionNote({ exception }: ExceptionProps) {
  return exception ? (
    <p>{m.exceptions_on_paper({ rule: exception.rule_title, reason: exception.reason })}</p>
  ) : null;
}
