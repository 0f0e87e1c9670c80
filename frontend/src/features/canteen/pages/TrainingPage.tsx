import { TextInput } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { TextArea } from '@/ui/TextArea';
import { recordTraining } from '../acts';
import classes from '../components/Canteen.module.css';
import { NoCanteen } from '../components/NoCanteen';
import { RecordForm } from '../components/RecordForm';
import { TimeField } from '../components/WhenFields';
import { instantOf } from '../happened';
import { type DaySearch, staffQuery } from '../queries';
import { useCanteen } from '../use-canteen';
import { useRecord } from '../use-record';

type Values = {
  happened_at: string;
  topic: string;
  trainer: string;
  hours: string;
  attended: string[];
  remark: string;
};

export function TrainingPage({ search }: { search: DaySearch }) {
  const canteen = useCanteen(search.canteen_id);
  return canteen ? <Training canteen={canteen} search={search} /> : <NoCanteen />;
}

/** What the staff were taught; everybody who works there was there, unless somebody takes the tick away. */
function Training({ canteen, search }: { canteen: CanteenView; search: DaySearch }) {
  const { person } = useMe();
  const { done } = useRecord(canteen);
  const { data: all } = useSuspenseQuery(staffQuery(canteen.id));
  const staff = all.filter(({ active }) => active);
  const submission = useSubmission({
    name: `canteen.training.${canteen.id}`,
    owner: person.id,
    initialValues: {
      happened_at: '',
      topic: '',
      trainer: '',
      hours: '1',
      attended: staff.map(({ id }) => id),
      remark: '',
    } as Values,
    validate: {
      topic: (text) => (text.trim() ? null : m.ui_required()),
      trainer: (text) => (text.trim() ? null : m.ui_required()),
      hours: (text) => (text.trim() ? null : m.ui_required()),
      attended: (ids) => (ids.length > 0 ? null : m.ui_required()),
    },
    send: (values: Values, key) =>
      recordTraining(
        canteen.id,
        {
          happened_at: instantOf(values.happened_at),
          topic: values.topic.trim(),
          trainer: values.trainer.trim(),
          hours: values.hours.trim(),
          attended: values.attended,
          remark: values.remark.trim() || undefined,
          replaces_id: search.replaces,
        },
        key,
      ),
    onAccepted: done,
  });
  const { form } = submission;
  const { attended } = form.values;
  return (
    <RecordForm title={m.canteen_training_add()} submission={submission} replaces={search.replaces}>
      <TextInput
        label={m.canteen_training_topic()}
        placeholder={m.canteen_training_example()}
        {...form.getInputProps('topic')}
      />
      <TextInput label={m.canteen_trainer()} {...form.getInputProps('trainer')} />
      <TextInput label={m.canteen_hours()} inputMode="decimal" {...form.getInputProps('hours')} />
      <fieldset className={classes.symptoms} data-path="attended" tabIndex={-1}>
        <legend>{m.canteen_attended()}</legend>
        {staff.map(({ id, name }, at) => (
          <CheckField
            key={id}
            label={name}
            checked={attended.includes(id)}
            error={at === 0 ? form.errors.attended : undefined}
            onChange={(event) =>
              form.setFieldValue(
                'attended',
                event.currentTarget.checked
                  ? [...attended, id]
                  : attended.filter((one) => one !== id),
              )
            }
          />
        ))}
      </fieldset>
      <TextArea label={m.canteen_note()} rows={2} {...form.getInputProps('remark')} />
      <TimeField
        value={form.values.happened_at}
        onChange={(at) => form.setFieldValue('happened_at', at)}
        error={form.errors.happened_at}
      />
    </RecordForm>
  );
}
