import type { SeparationExceptionView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Signature } from '@/ui/Signature';

/** On paper, beside the other signatures: who signs for the exception. */
export function Cosigned({ exception }: { exception: SeparationExceptionView }) {
  const { cosigner, signed_at: at } = exception;
  return (
    <Signature label={m.exceptions_cosigner()} signed={[{ name: cosigner.name, at: at ?? null }]} />
  );
}
