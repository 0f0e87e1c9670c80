import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { takeStep } from '../acts';
import { given } from '../report-form';
import { needed, useStepForm } from '../step-form';
import { ACTION_WORDS } from '../words';
import type { StepFormProps } from './CaseDialog';
import { StepForm } from './StepForm';
import classes from './StepForm.module.css';

type Reasoned = 'refuse' | 'reopen' | 'reject' | 'cancel';

const HINTS: Record<Reasoned, () => string> = {
  refuse: m.repairs_refuse_hint,
  reopen: m.repairs_reopen_hint,
  reject: m.repairs_reject_hint,
  cancel: m.repairs_cancel_hint,
};

const EXAMPLES: Record<Reasoned, () => string> = {
  refuse: m.repairs_refuse_example,
  reopen: m.repairs_reopen_example,
  reject: m.repairs_reject_example,
  cancel: m.repairs_cancel_example,
};

/** Going back a step always says why; only taking back one's own report may stay silent. */
export function ReasonForm(props: StepFormProps & { action: Reasoned }) {
  const { detail, action } = props;
  const optional = action === 'cancel';
  const submission = useStepForm({
    action,
    detail,
    initialValues: { reason: '' },
    validate: { reason: (reason) => (optional ? null : needed(reason)) },
    send: ({ reason }, key) =>
      action === 'cancel'
        ? takeStep('cancel', detail, { reason: given(reason) }, key)
        : takeStep(action, detail, { reason: reason.trim() }, key),
    onDone: props.onDone,
    onStale: props.onStale,
  });
  const { form } = submission;
  return (
    <StepForm
      submission={submission}
      submit={ACTION_WORDS[action]()}
      grave={action === 'reject' || action === 'cancel'}
    >
      <p className={classes.hint}>{HINTS[action]()}</p>
      <TextInput
        label={optional ? m.repairs_reason_optional() : m.repairs_reason()}
        placeholder={EXAMPLES[action]()}
        required={!optional}
        withAsterisk={false}
        {...form.getInputProps('reason')}
      />
    </StepForm>
  );
}
