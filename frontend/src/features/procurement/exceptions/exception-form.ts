import type { PersonRef, SeparationExceptionBody, SeparationRule } from '@/api/schema';

/** What is typed of an exception; names as the server has them, so that its errors find their field. */
export interface ExceptionValues {
  reason: string;
  cosigner: PersonRef | null;
}

export const NO_EXCEPTION: ExceptionValues = { reason: '', cosigner: null };

/** As the server takes it; nothing while nobody is named to sign. */
export function exceptionBody(
  rule: SeparationRule,
  values: ExceptionValues | null,
): SeparationExceptionBody | undefined {
  return values?.cosigner
    ? { rule, reason: values.reason.trim(), cosigner_id: values.cosigner.id }
    : undefined;
}
