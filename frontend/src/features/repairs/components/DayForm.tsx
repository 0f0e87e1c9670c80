import { TextInput } from '@mantine/core';
import { useMe } from '@/api/me';
import type { RepairWaitingOn } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { takeStep } from '../acts';
import { given, localIn } from '../report-form';
import { needed, useStepForm } from '../step-form';
import type { StepFormProps } from './CaseDialog';
import { StepForm } from './StepForm';

/** Waiting for parts or a contractor, or putting off: why, and until which day. */
export function DayForm(props: StepFormProps & { action: 'wait' | 'defer' }) {
  return props.action === 'wait' ? <WaitForm {...props} /> : <DeferForm {...props} />;
}

function useToday(): string {
  return localIn(useMe().school.time_zone, Date.now()).slice(0, 10);
}

function WaitForm({ detail, onDone, onStale }: StepFormProps) {
  const today = useToday();
  const submission = useStepForm({
    action: 'wait',
    detail,
    initialValues: { on: 'material' as RepairWaitingOn, note: '', until: '' },
    validate: { note: needed },
    send: ({ on, note, until }, key) =>
      takeStep('wait', detail, { on, note: note.trim(), until: given(until) }, key),
    onDone,
    onStale,
  });
  const { form } = submission;
  return (
    <StepForm submission={submission} submit={m.repairs_wait_submit()}>
      <ChoiceCards<RepairWaitingOn>
        label={m.repairs_wait_on()}
        choices={[
          { value: 'material', label: m.repairs_wait_material() },
          { value: 'external', label: m.repairs_wait_external() },
        ]}
        value={form.values.on}
        onChange={(on) => form.setFieldValue('on', on)}
        error={form.errors.on}
        data-path="on"
      />
      <TextInput
        label={m.repairs_wait_note()}
        placeholder={m.repairs_wait_note_example()}
        required
        withAsterisk={false}
        {...form.getInputProps('note')}
      />
      <TextInput
        type="date"
        min={today}
        label={m.repairs_wait_until()}
        description={m.repairs_wait_until_hint()}
        {...form.getInputProps('until')}
      />
    </StepForm>
  );
}

function DeferForm({ detail, onDone, onStale }: StepFormProps) {
  const today = useToday();
  const submission = useStepForm({
    action: 'defer',
    detail,
    initialValues: { until: '', reason: '' },
    validate: { until: needed, reason: needed },
    send: ({ until, reason }, key) =>
      takeStep('defer', detail, { until, reason: reason.trim() }, key),
    onDone,
    onStale,
  });
  const { form } = submission;
  return (
    <StepForm submission={submission} submit={m.repairs_act_defer()}>
      <TextInput
        type="date"
        min={today}
        label={m.repairs_defer_until()}
        required
        withAsterisk={false}
        {...form.getInputProps('until')}
      />
      <TextInput
        label={m.repairs_reason()}
        description={m.repairs_reason_seen()}
        required
        withAsterisk={false}
        {...form.getInputProps('reason')}
      />
    </StepForm>
  );
}
