import { useState } from 'react';
import type { RepairDamage } from '@/api/schema';
import { m } from '@/i18n/messages';
import { TextArea } from '@/ui/TextArea';
import { takeStep } from '../acts';
import { given, some } from '../report-form';
import { chosen, useStepForm } from '../step-form';
import type { StepFormProps } from './CaseDialog';
import { DamageChoice } from './DamageChoice';
import { Photos } from './Photos';
import { StepForm } from './StepForm';

/** Two big choices and, if there is something to say, a line. */
export function FinishForm({ detail, onDone, onStale }: StepFormProps) {
  const [waiting, setWaiting] = useState(false);
  const submission = useStepForm({
    action: 'finish',
    detail,
    initialValues: {
      damage: null as RepairDamage | null,
      work_note: '',
      upload_ids: [] as string[],
    },
    validate: { damage: chosen },
    send: ({ damage, work_note, upload_ids }, key) =>
      takeStep(
        'finish',
        detail,
        {
          damage: damage as RepairDamage,
          work_note: given(work_note),
          upload_ids: some(upload_ids),
        },
        key,
      ),
    onDone,
    onStale,
  });
  const { form } = submission;
  return (
    <StepForm submission={submission} submit={m.repairs_act_finish()} waiting={waiting}>
      <DamageChoice
        value={form.values.damage}
        onChange={(damage) => form.setFieldValue('damage', damage)}
        error={form.errors.damage}
        data-path="damage"
      />
      <TextArea
        label={m.repairs_work_note()}
        placeholder={m.repairs_work_note_example()}
        rows={2}
        {...form.getInputProps('work_note')}
      />
      <Photos
        key={submission.restoredFrom}
        most={9}
        value={form.values.upload_ids}
        onChange={(ids) => form.setFieldValue('upload_ids', ids)}
        onWaiting={setWaiting}
        errors={form.errors}
      />
    </StepForm>
  );
}
