import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { takeStep } from '../acts';
import { useStepForm } from '../step-form';
import { PRIORITY_WORDS } from '../words';
import type { StepFormProps } from './CaseDialog';
import { StepForm } from './StepForm';

/** How urgent it is: decides its place in the worker's day and when it counts as late. */
export function TriageForm({ detail, onDone, onStale }: StepFormProps) {
  const submission = useStepForm({
    action: 'triage',
    detail,
    initialValues: { priority: String(detail.priority), danger: detail.danger },
    send: ({ priority, danger }, key) =>
      takeStep('triage', detail, { priority: Number(priority), danger }, key),
    onDone,
    onStale,
  });
  const { form } = submission;
  return (
    <StepForm submission={submission} submit={m.repairs_act_triage()}>
      <ChoiceCards
        label={m.repairs_priority()}
        choices={PRIORITY_WORDS.map((word, index) => ({
          value: String(index + 1),
          label: word(),
        }))}
        value={form.values.priority}
        onChange={(priority) => form.setFieldValue('priority', priority)}
        error={form.errors.priority}
        data-path="priority"
      />
      <CheckField label={m.repairs_danger_check()} {...form.getCheckProps('danger')} />
    </StepForm>
  );
}
