import { useRef, useState } from 'react';
import { formErrors, type Problem } from '@/api/problem';
import { dropDraft, loadDraft } from './drafts';
import { focusFirst } from './focus-first';
import { type Form, type Rules, useForm } from './form';
import { type Outcome, submit } from './submit';
import { uuid } from './uuid';

interface Options<V extends Record<string, unknown>, R> {
  /** "repairs.report": names the draft on this device. */
  name: string;
  /** The person's id; "anonymous" on public pages. */
  owner: string;
  /** Every field must be present: the server's errors find their field by it. */
  initialValues: V;
  validate?: Rules<V>;
  /** Leave out for secrets: the draft is then never written. */
  keepDraft?: boolean;
  /** Calls the API with the key as Idempotency-Key. */
  send: (values: V, key: string) => Promise<R>;
  onAccepted: (result: R) => void | Promise<void>;
}

/** What <FormAlert> shows above the form. */
export type Notice =
  | { kind: 'refused'; problem: Problem; rest: string[] }
  | { kind: 'unsent'; kept: boolean; problem: Problem | null };

export interface FormSubmission<V extends Record<string, unknown>> {
  form: Form<V>;
  sending: boolean;
  notice: Notice | null;
  /** When the restored draft was written; null when the form began empty. */
  restoredFrom: string | null;
  /** For <form onSubmit>. */
  onSubmit: (event: React.FormEvent<HTMLFormElement>) => void;
  /** Throws the draft away and empties the form. */
  discard: () => void;
}

/**
 * A form and its way to the server in one: a key made when it opens, a draft on the device, the
 * server's errors at their fields and the caret in the first of them.
 */
export function useSubmission<V extends Record<string, unknown>, R>(
  options: Options<V, R>,
): FormSubmission<V> {
  const { name, owner, initialValues, keepDraft = false } = options;
  const [draft] = useState(() => (keepDraft ? loadDraft<V>(owner, name) : null));
  const form = useForm<V>({ ...initialValues, ...draft?.values }, options.validate);
  const key = useRef(draft?.key ?? uuid());
  const busy = useRef(false);
  const [sending, setSending] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [restoredFrom, setRestoredFrom] = useState(draft?.savedAt ?? null);

  async function settle(outcome: Outcome<R>, values: V): Promise<void> {
    if (outcome.kind === 'unsent') {
      setNotice(outcome);
      return;
    }
    // The server has answered: the next attempt is a new act.
    key.current = uuid();
    setRestoredFrom(null);
    if (outcome.kind === 'accepted') {
      setNotice(null);
      await options.onAccepted(outcome.result);
      return;
    }
    const { fields, rest } = formErrors(outcome.problem, values);
    form.setErrors(fields);
    setNotice({ kind: 'refused', problem: outcome.problem, rest });
    focusFirst(Object.keys(fields));
  }

  async function send(values: V): Promise<void> {
    // A second tap before React has disabled the button must not send twice.
    if (busy.current) {
      return;
    }
    busy.current = true;
    setSending(true);
    try {
      const attempt = {
        form: name,
        owner,
        values,
        key: key.current,
        keepDraft,
        send: options.send,
      };
      await settle(await submit(attempt), values);
    } finally {
      busy.current = false;
      setSending(false);
    }
  }

  return {
    form,
    sending,
    notice,
    restoredFrom,
    onSubmit: (event) => {
      event.preventDefault();
      const wrong = Object.keys(form.validate());
      if (wrong.length > 0) {
        focusFirst(wrong);
      } else {
        void send(form.getValues());
      }
    },
    discard: () => {
      dropDraft(owner, name);
      key.current = uuid();
      setRestoredFrom(null);
      setNotice(null);
      form.reset(initialValues);
    },
  };
}
