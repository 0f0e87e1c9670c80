import type { PurchaseRequestView } from '@/api/schema';
import type { Signed } from '@/ui/Signature';
import { approvers } from '../petty/signatures';

type Request = Pick<PurchaseRequestView, 'state' | 'steps' | 'round' | 'judgement'>;

interface Signer {
  label: string;
  signed: readonly Signed[];
}

/** Who still has to sign, a line each in their order; null once nobody has to: then the names say it. */
export function stillToSign({ state, steps, round, judgement }: Request): Signer[] | null {
  if (state === 'submitted') {
    // Whoever writes minutes down has not signed: the line of a meeting stays empty.
    return steps
      .filter((step) => step.round === round)
      .map((step) => ({
        label: step.title,
        signed: step.is_meeting ? [] : approvers({ steps: [step], round }),
      }));
  }
  const ahead = state === 'draft' || state === 'returned';
  return ahead && judgement ? judgement.chain.map((label) => ({ label, signed: [] })) : null;
}
