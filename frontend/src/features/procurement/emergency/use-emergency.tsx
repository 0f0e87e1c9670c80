import { type ReactNode, useState } from 'react';
import type { PurchaseRequestView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Said } from '../acts';
import { EmergencyChoice, SHORTEST_REASON } from './EmergencyChoice';

/** Whether a request is submitted as one that cannot wait, and what has to be said for that. */
export function useEmergency(request: PurchaseRequestView): {
  field: ReactNode;
  ask: (submit: (said: Said) => void) => void;
} {
  const [reason, setReason] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  // What is ordered already stays the emergency that it was.
  const fixed = (request.emergency_follow_up?.orders.length ?? 0) > 0;

  function change(next: string | null): void {
    setReason(next);
    setError(null);
  }

  function ask(submit: (said: Said) => void): void {
    if (fixed || reason === null) {
      submit({});
    } else if (reason.trim().length < SHORTEST_REASON) {
      setError(m.emergency_reason_short());
    } else {
      submit({ emergency: reason.trim() });
    }
  }

  const field = fixed ? null : <EmergencyChoice reason={reason} onChange={change} error={error} />;
  return { field, ask };
}
