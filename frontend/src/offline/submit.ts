import { type Problem, ProblemError, UnreachableError } from '@/api/problem';
import { dropDraft, saveDraft } from './drafts';

/**
 * The one way a form reaches the server. Today it sends at once and keeps a draft until the server
 * has answered; later an outbox takes its place behind the same function.
 */
export interface Submission<V, R> {
  /** Name of the form, e.g. "repairs.report"; with `owner` it names the draft. */
  form: string;
  /** The person's id, or "anonymous" on public pages. */
  owner: string;
  values: V;
  /** Made when the form was opened; the same until the server has answered. */
  key: string;
  /** False for anything secret: nothing is written to the device. */
  keepDraft: boolean;
  send: (values: V, key: string) => Promise<R>;
}

export type Outcome<R> =
  | { kind: 'accepted'; result: R }
  | { kind: 'refused'; problem: Problem }
  /** Not known to be delivered. `kept` says whether the draft is safe on this device. */
  | { kind: 'unsent'; kept: boolean; problem: Problem | null };

/** Answers after which the same request may succeed later, unchanged. */
function worthRepeating({ status, code }: Problem): boolean {
  const answered = /^(invalid_credentials|totp_required|wrong_code)$/.test(code);
  // Whoever waved the question away has lost nothing: the same request goes once it is answered.
  const unproven = code === 'step_up_required';
  return status >= 500 || status === 408 || unproven || (status === 401 && !answered);
}

export async function submit<V, R>(submission: Submission<V, R>): Promise<Outcome<R>> {
  const { form, owner, values, key, keepDraft, send } = submission;
  // Before sending, not after failing: a phone may kill the page while the request is on its way.
  const kept =
    keepDraft && saveDraft(owner, form, { values, key, savedAt: new Date().toISOString() });
  try {
    const result = await send(values, key);
    dropDraft(owner, form);
    return { kind: 'accepted', result };
  } catch (error) {
    if (error instanceof UnreachableError) {
      return { kind: 'unsent', kept, problem: null };
    }
    if (!(error instanceof ProblemError)) {
      throw error;
    }
    if (worthRepeating(error.problem)) {
      return { kind: 'unsent', kept, problem: error.problem };
    }
    dropDraft(owner, form);
    return { kind: 'refused', problem: error.problem };
  }
}
