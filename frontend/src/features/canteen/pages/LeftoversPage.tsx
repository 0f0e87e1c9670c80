import { TextInput } from '@mantine/core';
import { useMe } from '@/api/me';
import type { CanteenMeal, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { recordLeftovers } from '../acts';
import { NoCanteen } from '../components/NoCanteen';
import { OperatorField } from '../components/PeopleFields';
import { RecordForm } from '../components/RecordForm';
import { MealField, TimeField } from '../components/WhenFields';
import { instantOf } from '../happened';
import type { DaySearch } from '../queries';
import { useCanteen } from '../use-canteen';
import { likelyMeal, useRecord } from '../use-record';

type Values = {
  meal: CanteenMeal | null;
  happened_at: string;
  weight: string;
  handed_to: string;
  operator_id: string;
  note: string;
};

export function LeftoversPage({ search }: { search: DaySearch }) {
  const canteen = useCanteen(search.canteen_id);
  return canteen ? <Leftovers canteen={canteen} search={search} /> : <NoCanteen />;
}

function Leftovers({ canteen, search }: { canteen: CanteenView; search: DaySearch }) {
  const { person } = useMe();
  const { day, done } = useRecord(canteen);
  const submission = useSubmission({
    name: `canteen.leftovers.${canteen.id}`,
    owner: person.id,
    initialValues: {
      meal: likelyMeal(canteen, search),
      happened_at: '',
      weight: '',
      handed_to: '',
      operator_id: day.operators.length === 1 ? (day.operators[0]?.id ?? '') : '',
      note: '',
    } as Values,
    validate: {
      meal: (meal) => (meal ? null : m.ui_required()),
      handed_to: (text) => (text.trim() ? null : m.ui_required()),
      operator_id: (id) => (id ? null : m.ui_required()),
    },
    send: (values: Values, key) =>
      recordLeftovers(
        canteen.id,
        {
          meal: values.meal ?? 'lunch',
          happened_at: instantOf(values.happened_at),
          weight: values.weight.trim() || undefined,
          handed_to: values.handed_to.trim(),
          operator_id: values.operator_id,
          note: values.note.trim() || undefined,
          replaces_id: search.replaces,
        },
        key,
      ),
    onAccepted: done,
  });
  const { form } = submission;
  return (
    <RecordForm
      title={m.canteen_kind_leftovers()}
      submission={submission}
      replaces={search.replaces}
    >
      <MealField
        canteen={canteen}
        value={form.values.meal}
        onChange={(meal) => form.setFieldValue('meal', meal)}
        error={form.errors.meal}
      />
      <TextInput
        label={m.canteen_weight()}
        description={m.canteen_weight_text()}
        inputMode="decimal"
        {...form.getInputProps('weight')}
      />
      <TextInput
        label={m.canteen_handed_to()}
        placeholder={m.canteen_handed_to_example()}
        {...form.getInputProps('handed_to')}
      />
      <OperatorField
        label={m.canteen_operator()}
        operators={day.operators}
        value={form.values.operator_id}
        onChange={(id) => form.setFieldValue('operator_id', id)}
        error={form.errors.operator_id}
        path="operator_id"
      />
      <TextInput label={m.canteen_note()} {...form.getInputProps('note')} />
      <TimeField
        value={form.values.happened_at}
        onChange={(at) => form.setFieldValue('happened_at', at)}
        error={form.errors.happened_at}
      />
    </RecordForm>
  );
}
