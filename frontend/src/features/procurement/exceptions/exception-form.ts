import type { SeparationExceptionBody, SeparationRule } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';

/** What is typed of an exception; names as the server has them, so that its errors find their field. */
export type ExceptionValues = {
  reason: string;
  cosigner_id: string;
  cosigner_name: string;
};

export const NO_EXCEPTION: ExceptionValues = { reason: '', cosigner_id: '', cosigner_name: '' };

/** What was forgotten of one; everything else the server says. */
export const exceptionRules = {
  reason: (text: string) => (text.trim() ? null : m.ui_required()),
  cosigner_id: (id: string) => (id ? null : m.exceptions_cosigner_needed()),
};

/** As the server takes it; nothing while nobody is named to sign. */
export function exceptionBody(
  rule: SeparationRule,
  values: ExceptionValues | null,
): SeparationExceptionBody | null {
  return values?.cosigner_id
    ? { rule, reason: values.reason.trim(), cosigner_id: values.cosigner_id }
    : null;
}

type Values = Record<string, unknown> & { exception: ExceptionValues | null };

/** Changes the exception of a form; what was said of the old one is gone with it. */
export function setException<V extends Values>(
  form: Form<V>,
  exception: ExceptionValues | null,
): void {
  form.setFieldValue('exception' as never, exception as never);
  for (const path of ['exception.rule', 'exception.reason', 'exception.cosigner_id']) {
    form.clearFieldError(path as never);
  }
}
