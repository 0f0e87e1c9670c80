import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { ImportFile, ImportOptions, ImportPlanView, ImportView } from '@/api/schema';
import { dropDraft, loadDraft, saveDraft } from '@/offline/drafts';
import { useSubmission } from '@/offline/use-submission';
import type { Chosen } from '@/ui/FileChoice';
import { START } from './queries';
import { usePlan } from './use-plan';

interface Values extends Record<string, unknown> {
  file: Chosen | null;
  options: ImportOptions;
  mapping_id: string | null;
  leave_out_refused: boolean;
  /** Of the file, once the act was sent: by it one learns what became of it. */
  sent: string | null;
}

const EMPTY: Values = {
  file: null,
  options: START,
  mapping_id: null,
  leave_out_refused: false,
  sent: null,
};

/** The decisions before anything is sent; what was sent is the submission's own draft. */
const DECISIONS = 'registers.import.decisions';
/** Uploads that belong to nothing are removed after a day. */
const KEPT_MS = 20 * 3_600_000;

function kept(owner: string): Values {
  const draft = loadDraft<Values>(owner, DECISIONS);
  const fresh = draft && Date.now() - Date.parse(draft.savedAt) < KEPT_MS;
  return fresh ? { ...EMPTY, ...draft.values } : EMPTY;
}

/** One import from the chosen file to the cards: decisions, dry runs, the act, and the truth about it after a reload. */
export function useImport() {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const [initialValues] = useState(() => kept(person.id));
  const [done, setDone] = useState<ImportView | null>(null);
  const finish = async (made: ImportView) => {
    dropDraft(person.id, DECISIONS);
    dropDraft(person.id, 'registers.import');
    setDone(made);
    await queryClient.invalidateQueries({ queryKey: ['registers'] });
    // New places and people may have come with it.
    await queryClient.invalidateQueries({ queryKey: ['campus'] });
  };
  const submission = useSubmission<Values, ImportView>({
    name: 'registers.import',
    owner: person.id,
    keepDraft: true,
    initialValues,
    send: ({ leave_out_refused, ...values }, key) =>
      read(
        api.POST('/api/v1/imports', {
          body: { file: fileOf(values), leave_out_refused },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onAccepted: finish,
  });
  // A draft of the submission means: it was sent, and no answer was seen.
  const [asking, setAsking] = useState(submission.restoredFrom !== null);
  const [nothing, setNothing] = useState(false);
  const { form } = submission;
  const decide = (patch: Partial<Values>) => {
    for (const [name, value] of Object.entries(patch)) {
      form.setFieldValue(name, value as never);
    }
    setNothing(false);
    const savedAt = new Date().toISOString();
    saveDraft(person.id, DECISIONS, { values: form.getValues(), key: '', savedAt });
  };
  const lost = submission.notice?.kind === 'unsent' && !nothing;
  return {
    values: form.values,
    done,
    finish,
    decide,
    submission,
    /** Nobody knows yet what became of what was sent. */
    unknown: asking || lost,
    /** It is known by now: nothing was written. */
    nothing,
    settleNothing: () => {
      setAsking(false);
      setNothing(true);
    },
    startAgain: () => {
      dropDraft(person.id, DECISIONS);
      submission.discard();
      form.reset(EMPTY);
      setDone(null);
      setNothing(false);
    },
    /** Right before sending: exactly what the plan was made by. */
    seal: (plan: ImportPlanView) => {
      setNothing(false);
      form.setFieldValue('options', plan.options);
      form.setFieldValue('mapping_id', null);
      form.setFieldValue('sent', plan.file_sha256);
    },
  };
}

function fileOf(values: Pick<Values, 'file' | 'options' | 'mapping_id'>): ImportFile {
  return {
    upload_id: values.file?.id ?? '',
    options: values.options,
    mapping_id: values.mapping_id,
  };
}

/** The plan of what is decided so far, and how a decision changes it. */
export function useDecisions(
  values: Pick<Values, 'options' | 'mapping_id'>,
  file: Chosen,
  decide: (patch: Partial<Pick<Values, 'options' | 'mapping_id'>>) => void,
) {
  const asked = fileOf({ ...values, file });
  const { plan, stale, error, retry } = usePlan(asked);
  return {
    asked,
    plan,
    stale,
    error,
    retry,
    change: (patch: Partial<ImportOptions>) => {
      if (values.mapping_id && stale) {
        // What the mapping says is on its way; a change now would be laid under it.
        return;
      }
      // A mapping's decisions become the user's own as soon as one of them is changed.
      const base = !stale && plan?.mapping ? plan.options : values.options;
      decide({ options: { ...base, ...patch }, mapping_id: null });
    },
    choose: (mapping_id: string | null) =>
      decide({
        mapping_id,
        options: { ...values.options, columns: {}, skip_sheets: [], categories: {} },
      }),
  };
}
