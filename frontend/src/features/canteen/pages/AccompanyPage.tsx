import { Button, TextInput } from '@mantine/core';
import { useMe } from '@/api/me';
import type { CanteenMeal, CanteenView, MealRating } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { TextArea } from '@/ui/TextArea';
import { recordAccompanied } from '../acts';
import { NoCanteen } from '../components/NoCanteen';
import { RecordForm } from '../components/RecordForm';
import { MealField, TimeField } from '../components/WhenFields';
import { instantOf, lateMoment } from '../happened';
import type { DaySearch } from '../queries';
import { useCanteen } from '../use-canteen';
import { likelyMeal, useRecord } from '../use-record';
import { choices, RATING_WORDS } from '../words';

const AXES = ['taste', 'portion', 'hygiene', 'service'] as const;
type Axis = (typeof AXES)[number];

const AXIS_WORDS: Record<Axis, () => string> = {
  taste: m.canteen_rate_taste,
  portion: m.canteen_rate_portion,
  hygiene: m.canteen_rate_hygiene,
  service: m.canteen_rate_service,
};

type Values = {
  meal: CanteenMeal | null;
  happened_at: string;
  companion_id: PickedPerson | null;
  post: string;
  remark: string;
  problems: { text: string }[];
} & Record<Axis, MealRating>;

export function AccompanyPage({ search }: { search: DaySearch }) {
  const canteen = useCanteen(search.canteen_id);
  return canteen ? <Accompany canteen={canteen} search={search} /> : <NoCanteen />;
}

/** Who ate there and how it was; what was wrong becomes a case. */
function Accompany({ canteen, search }: { canteen: CanteenView; search: DaySearch }) {
  const { person, permissions, roles } = useMe();
  const { done } = useRecord(canteen, search.day);
  const submission = useSubmission({
    name: `canteen.accompany.${canteen.id}`,
    owner: person.id,
    initialValues: {
      meal: likelyMeal(canteen, search),
      happened_at: lateMoment(search.day, likelyMeal(canteen, search)),
      companion_id: null,
      post: roles[0]?.title ?? '',
      taste: 'good',
      portion: 'good',
      hygiene: 'good',
      service: 'good',
      remark: '',
      problems: [],
    } as Values,
    validate: {
      meal: (meal) => (meal ? null : m.ui_required()),
      post: (text) => (text.trim() ? null : m.ui_required()),
    },
    send: ({ taste, portion, hygiene, service, ...values }: Values, key) =>
      recordAccompanied(
        canteen.id,
        {
          meal: values.meal ?? 'lunch',
          happened_at: instantOf(values.happened_at),
          companion_id: values.companion_id?.id,
          post: values.post.trim(),
          ratings: { taste, portion, hygiene, service },
          remark: values.remark.trim() || undefined,
          problems: values.problems.flatMap(({ text }) =>
            text.trim() ? [{ text: text.trim() }] : [],
          ),
          replaces_id: search.replaces,
        },
        key,
      ),
    onAccepted: done,
  });
  const { form } = submission;
  const { problems } = form.values;
  return (
    <RecordForm
      title={m.canteen_kind_accompanied_meal()}
      submission={submission}
      replaces={search.replaces}
    >
      <MealField
        canteen={canteen}
        value={form.values.meal}
        onChange={(meal) => form.setFieldValue('meal', meal)}
        error={form.errors.meal}
      />
      {AXES.map((axis) => (
        <ChoiceCards
          key={axis}
          label={AXIS_WORDS[axis]()}
          choices={choices(RATING_WORDS)}
          columns={3}
          value={form.values[axis]}
          onChange={(rating) => form.setFieldValue(axis, rating)}
          data-path={axis}
        />
      ))}
      <TextArea label={m.canteen_remark()} rows={2} {...form.getInputProps('remark')} />
      {problems.map(({ text }, index) => (
        <TextInput
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added
          key={index}
          label={m.canteen_problem({ number: index + 1 })}
          description={m.canteen_problem_text()}
          value={text}
          error={form.errors[`problems.${index}.text`]}
          data-path={`problems.${index}.text`}
          onChange={(event) => {
            const said = event.currentTarget.value;
            form.setFieldValue(
              'problems',
              problems.map((one, at) => (at === index ? { text: said } : one)),
            );
          }}
        />
      ))}
      <div>
        <Button
          variant="default"
          onClick={() => form.setFieldValue('problems', [...problems, { text: '' }])}
        >
          {m.canteen_add_problem()}
        </Button>
      </div>
      <TextInput label={m.canteen_post_of()} {...form.getInputProps('post')} />
      {permissions.includes('canteen.keep') ? (
        <PersonPicker
          label={m.canteen_companion()}
          description={m.canteen_companion_text({ name: person.name })}
          value={form.values.companion_id}
          onChange={(one) => form.setFieldValue('companion_id', one)}
          error={form.errors.companion_id}
          data-path="companion_id"
        />
      ) : null}
      <TimeField
        value={form.values.happened_at}
        onChange={(at) => form.setFieldValue('happened_at', at)}
        error={form.errors.happened_at}
      />
    </RecordForm>
  );
}
