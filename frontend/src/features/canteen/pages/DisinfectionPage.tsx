import { TextInput } from '@mantine/core';
import { useMe } from '@/api/me';
import type { CanteenMeal, CanteenView, DisinfectionMethod } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import type { PickedPerson } from '@/ui/PersonPicker';
import { recordDisinfection } from '../acts';
import classes from '../components/Canteen.module.css';
import { NoCanteen } from '../components/NoCanteen';
import { OperatorField, SupervisorField } from '../components/PeopleFields';
import { RecordForm } from '../components/RecordForm';
import { MealField, TimeField } from '../components/WhenFields';
import { instantOf, lateMoment } from '../happened';
import type { DaySearch } from '../queries';
import { useCanteen } from '../use-canteen';
import { likelyMeal, useRecord } from '../use-record';
import { choices, METHOD_WORDS } from '../words';

type Values = {
  meal: CanteenMeal | null;
  happened_at: string;
  object: string;
  method: DisinfectionMethod;
  temperature: string;
  concentration: string;
  minutes: string;
  operator_id: string;
  supervisor_id: PickedPerson | null;
};

/** How it is usually done: a tap, and the numbers stand there. */
const USUAL: Record<
  DisinfectionMethod,
  { temperature: string; concentration: string; minutes: string }
> = {
  steam: { temperature: '100', concentration: '', minutes: '10' },
  infrared: { temperature: '120', concentration: '', minutes: '10' },
  chlorine: { temperature: '', concentration: '250', minutes: '5' },
  boiling: { temperature: '100', concentration: '', minutes: '10' },
  ultraviolet: { temperature: '', concentration: '', minutes: '30' },
};

export function DisinfectionPage({ search }: { search: DaySearch }) {
  const canteen = useCanteen(search.canteen_id);
  return canteen ? <Disinfection canteen={canteen} search={search} /> : <NoCanteen />;
}

const whole = (text: string): number | undefined => (text.trim() ? Number(text) : undefined);

function Disinfection({ canteen, search }: { canteen: CanteenView; search: DaySearch }) {
  const { person } = useMe();
  const { day, done } = useRecord(canteen, search.day);
  const submission = useSubmission({
    name: `canteen.disinfection.${canteen.id}`,
    owner: person.id,
    initialValues: {
      meal: likelyMeal(canteen, search),
      happened_at: lateMoment(search.day, likelyMeal(canteen, search)),
      object: m.canteen_object_usual(),
      method: 'steam',
      ...USUAL.steam,
      operator_id: day.operators.length === 1 ? (day.operators[0]?.id ?? '') : '',
      supervisor_id: null,
    } as Values,
    validate: {
      meal: (meal) => (meal ? null : m.ui_required()),
      object: (text) => (text.trim() ? null : m.ui_required()),
      minutes: (text) => (Number(text) > 0 ? null : m.ui_required()),
      operator_id: (id) => (id ? null : m.ui_required()),
    },
    send: (values: Values, key) =>
      recordDisinfection(
        canteen.id,
        {
          meal: values.meal ?? 'lunch',
          happened_at: instantOf(values.happened_at),
          object: values.object.trim(),
          method: values.method,
          temperature: whole(values.temperature),
          concentration: whole(values.concentration),
          minutes: Number(values.minutes),
          operator_id: values.operator_id,
          supervisor_id: values.supervisor_id?.id,
          replaces_id: search.replaces,
        },
        key,
      ),
    onAccepted: done,
  });
  const { form } = submission;
  return (
    <RecordForm
      title={m.canteen_kind_disinfection()}
      submission={submission}
      replaces={search.replaces}
    >
      <MealField
        canteen={canteen}
        value={form.values.meal}
        onChange={(meal) => form.setFieldValue('meal', meal)}
        error={form.errors.meal}
      />
      <TextInput label={m.canteen_object()} {...form.getInputProps('object')} />
      <ChoiceCards
        label={m.canteen_method()}
        choices={choices(METHOD_WORDS)}
        value={form.values.method}
        onChange={(method) => {
          form.setFieldValue('method', method);
          form.setFieldValue('temperature', USUAL[method].temperature);
          form.setFieldValue('concentration', USUAL[method].concentration);
          form.setFieldValue('minutes', USUAL[method].minutes);
        }}
        data-path="method"
      />
      <div className={classes.pair}>
        {form.values.method === 'chlorine' ? (
          <TextInput
            label={m.canteen_concentration()}
            inputMode="numeric"
            {...form.getInputProps('concentration')}
          />
        ) : (
          <TextInput
            label={m.canteen_degrees()}
            inputMode="numeric"
            {...form.getInputProps('temperature')}
          />
        )}
        <TextInput
          label={m.canteen_minutes()}
          inputMode="numeric"
          {...form.getInputProps('minutes')}
        />
      </div>
      <OperatorField
        label={m.canteen_operator()}
        operators={day.operators}
        value={form.values.operator_id}
        onChange={(id) => form.setFieldValue('operator_id', id)}
        error={form.errors.operator_id}
        path="operator_id"
      />
      <SupervisorField
        value={form.values.supervisor_id}
        onChange={(one) => form.setFieldValue('supervisor_id', one)}
        error={form.errors.supervisor_id}
      />
      <TimeField
        value={form.values.happened_at}
        onChange={(at) => form.setFieldValue('happened_at', at)}
        error={form.errors.happened_at}
      />
    </RecordForm>
  );
}
