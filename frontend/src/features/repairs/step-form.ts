import { useMe } from '@/api/me';
import type { CaseView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Rules } from '@/offline/form';
import { type FormSubmission, useSubmission } from '@/offline/use-submission';
import { isStale } from './acts';

interface Options<V extends Record<string, unknown>> {
  /** Names the draft together with the case. */
  action: string;
  detail: CaseView;
  initialValues: V;
  validate?: Rules<V>;
  send: (values: V, key: string) => Promise<CaseView>;
  onDone: (changed: CaseView) => void;
  onStale: () => void;
}

/** The form of one step of one case: its draft stays on the device until the server has answered. */
export function useStepForm<V extends Record<string, unknown>>(
  options: Options<V>,
): FormSubmission<V> {
  const { person } = useMe();
  return useSubmission<V, CaseView>({
    name: `repairs.${options.action}.${options.detail.id}`,
    owner: person.id,
    keepDraft: true,
    initialValues: options.initialValues,
    validate: options.validate,
    send: async (values, key) => {
      try {
        return await options.send(values, key);
      } catch (error) {
        if (isStale(error)) {
          options.onStale();
        }
        throw error;
      }
    },
    onAccepted: options.onDone,
  });
}

export function needed(value: string): string | null {
  return value.trim() === '' ? m.ui_required() : null;
}

export function chosen(value: unknown): string | null {
  return value ? null : m.repairs_choose_one();
}
