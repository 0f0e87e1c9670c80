import { TextInput } from '@mantine/core';
import { useMe } from '@/api/me';
import type { CanteenDay, CanteenMeal, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { Counter } from '@/ui/Counter';
import { LinkButton } from '@/ui/LinkButton';
import type { PickedPerson } from '@/ui/PersonPicker';
import { recordSamples } from '../acts';
import classes from '../components/Canteen.module.css';
import { NoCanteen } from '../components/NoCanteen';
import { OperatorField, SupervisorField } from '../components/PeopleFields';
import { RecordForm } from '../components/RecordForm';
import { MealField, TimeField } from '../components/WhenFields';
import { instantOf, lateMoment } from '../happened';
import type { DaySearch } from '../queries';
import { useCanteen } from '../use-canteen';
import { likelyMeal, useRecord } from '../use-record';

interface Line {
  dish: string;
  grams: string;
  taken: boolean;
}

type Values = {
  meal: CanteenMeal | null;
  happened_at: string;
  keeper_id: string;
  supervisor_id: PickedPerson | null;
  fridge: string;
  samples: Line[];
};

/** What a sample weighs as a rule: a little more than the least. */
const USUAL_GRAMS = '130';

export function SamplesPage({ search }: { search: DaySearch }) {
  const canteen = useCanteen(search.canteen_id);
  return canteen ? <Samples canteen={canteen} search={search} /> : <NoCanteen />;
}

/** The dishes of a meal that have no sample yet. */
const unsampled = (day: CanteenDay, meal: CanteenMeal | null): Line[] =>
  (day.meals.find((one) => one.meal === meal)?.unsampled ?? []).map((dish) => ({
    dish,
    grams: USUAL_GRAMS,
    taken: true,
  }));

/** Every dish of the meal in one go. */
function Samples({ canteen, search }: { canteen: CanteenView; search: DaySearch }) {
  const { person } = useMe();
  const { day, done } = useRecord(canteen, search.day);
  const first = likelyMeal(canteen, search);
  const submission = useSubmission({
    name: `canteen.samples.${canteen.id}`,
    owner: person.id,
    initialValues: {
      meal: first,
      happened_at: lateMoment(search.day, first),
      keeper_id: day.operators.length === 1 ? (day.operators[0]?.id ?? '') : '',
      supervisor_id: null,
      fridge: '',
      samples: unsampled(day, first),
    } as Values,
    validate: {
      meal: (meal) => (meal ? null : m.ui_required()),
      keeper_id: (id) => (id ? null : m.ui_required()),
    },
    send: (values: Values, key) =>
      recordSamples(
        canteen.id,
        {
          meal: values.meal ?? 'lunch',
          happened_at: instantOf(values.happened_at),
          keeper_id: values.keeper_id,
          supervisor_id: values.supervisor_id?.id,
          fridge: values.fridge.trim() || undefined,
          samples: values.samples
            .filter(({ taken }) => taken)
            .map(({ dish, grams }, index) => ({
              dish,
              grams: Number(grams),
              replaces_id: index === 0 ? search.replaces : undefined,
            })),
        },
        key,
      ),
    onAccepted: done,
  });
  const { form } = submission;
  const { meal, samples } = form.values;
  const change = (index: number, patch: Partial<Line>) => {
    form.setFieldValue(
      'samples',
      samples.map((line, at) => (at === index ? { ...line, ...patch } : line)),
    );
  };
  return (
    <RecordForm
      title={m.canteen_kind_food_sample()}
      submission={submission}
      replaces={search.replaces}
    >
      <MealField
        canteen={canteen}
        value={meal}
        onChange={(next) => {
          form.setFieldValue('meal', next);
          form.setFieldValue('samples', unsampled(day, next));
        }}
        error={form.errors.meal}
      />
      <Dishes day={day} meal={meal} lines={samples} errors={form.errors} onChange={change} />
      <TextInput
        label={m.canteen_fridge()}
        description={m.canteen_fridge_text()}
        placeholder={m.canteen_fridge_example()}
        {...form.getInputProps('fridge')}
      />
      <OperatorField
        label={m.canteen_keeper()}
        operators={day.operators}
        value={form.values.keeper_id}
        onChange={(id) => form.setFieldValue('keeper_id', id)}
        error={form.errors.keeper_id}
        path="keeper_id"
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

interface DishesProps {
  day: CanteenDay;
  meal: CanteenMeal | null;
  lines: readonly Line[];
  errors: Record<string, string>;
  onChange: (index: number, patch: Partial<Line>) => void;
}

function Dishes({ day, meal, lines, errors, onChange }: DishesProps) {
  const menu = day.meals.find((one) => one.meal === meal)?.menu;
  if (meal && !menu) {
    return (
      <div className={classes.line}>
        <p>{m.canteen_menu_first()}</p>
        <LinkButton
          to="/canteen/menu"
          search={{ canteen_id: day.canteen.id, day: day.day, meal }}
          variant="default"
        >
          {m.canteen_menu_write()}
        </LinkButton>
      </div>
    );
  }
  if (menu && lines.length === 0) {
    return <p>{m.canteen_all_sampled()}</p>;
  }
  return lines.map((line, index) => (
    <div key={line.dish} className={classes.line}>
      <CheckField
        label={line.dish}
        checked={line.taken}
        onChange={(event) => onChange(index, { taken: event.currentTarget.checked })}
        error={errors[`samples.${index}.dish`]}
      />
      {line.taken ? (
        <Counter
          label={m.canteen_grams_of({ dish: line.dish })}
          unit={m.canteen_gram()}
          value={line.grams}
          onChange={(grams) => onChange(index, { grams })}
          error={errors[`samples.${index}.grams`]}
          data-path={`samples.${index}.grams`}
        />
      ) : null}
    </div>
  ));
}
