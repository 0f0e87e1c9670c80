import { TextInput } from '@mantine/core';
import { useMe } from '@/api/me';
import type { CanteenSurveyAudience, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { TextArea } from '@/ui/TextArea';
import { recordSurvey } from '../acts';
import classes from '../components/Canteen.module.css';
import { NoCanteen } from '../components/NoCanteen';
import { RecordForm } from '../components/RecordForm';
import { TimeField } from '../components/WhenFields';
import { instantOf } from '../happened';
import type { DaySearch } from '../queries';
import { useCanteen } from '../use-canteen';
import { useRecord } from '../use-record';
import { AUDIENCE_WORDS, choices } from '../words';

const COUNTS = ['asked', 'answered', 'satisfied'] as const;

const COUNT_WORDS: Record<(typeof COUNTS)[number], () => string> = {
  asked: m.canteen_survey_asked,
  answered: m.canteen_survey_answered,
  satisfied: m.canteen_survey_satisfied,
};

type Values = {
  happened_at: string;
  of_whom: CanteenSurveyAudience;
  remark: string;
  answer: string;
} & Record<(typeof COUNTS)[number], string>;

export function SurveyPage({ search }: { search: DaySearch }) {
  const canteen = useCanteen(search.canteen_id);
  return canteen ? <Survey canteen={canteen} search={search} /> : <NoCanteen />;
}

const isCount = (text: string) => (/^\d+$/.test(text.trim()) ? null : m.ui_required());

/** Once a term, of pupils, teachers and parents: how many are satisfied, and what was answered to the rest. */
function Survey({ canteen, search }: { canteen: CanteenView; search: DaySearch }) {
  const { person } = useMe();
  const { done } = useRecord(canteen);
  const submission = useSubmission({
    name: `canteen.survey.${canteen.id}`,
    owner: person.id,
    initialValues: {
      happened_at: '',
      of_whom: 'pupils',
      asked: '',
      answered: '',
      satisfied: '',
      remark: '',
      answer: '',
    } as Values,
    validate: { asked: isCount, answered: isCount, satisfied: isCount },
    send: (values: Values, key) =>
      recordSurvey(
        canteen.id,
        {
          happened_at: instantOf(values.happened_at),
          of_whom: values.of_whom,
          asked: Number(values.asked),
          answered: Number(values.answered),
          satisfied: Number(values.satisfied),
          remark: values.remark.trim() || undefined,
          answer: values.answer.trim() || undefined,
          replaces_id: search.replaces,
        },
        key,
      ),
    onAccepted: done,
  });
  const { form } = submission;
  return (
    <RecordForm title={m.canteen_survey_add()} submission={submission} replaces={search.replaces}>
      <ChoiceCards
        label={m.canteen_survey_of_whom()}
        choices={choices(AUDIENCE_WORDS)}
        columns={3}
        value={form.values.of_whom}
        onChange={(whom) => form.setFieldValue('of_whom', whom)}
        data-path="of_whom"
      />
      <div className={classes.pair}>
        {COUNTS.map((field) => (
          <TextInput
            key={field}
            label={COUNT_WORDS[field]()}
            inputMode="numeric"
            {...form.getInputProps(field)}
          />
        ))}
      </div>
      <TextArea label={m.canteen_survey_remark()} rows={3} {...form.getInputProps('remark')} />
      <TextArea label={m.canteen_survey_answer()} rows={3} {...form.getInputProps('answer')} />
      <TimeField
        value={form.values.happened_at}
        onChange={(at) => form.setFieldValue('happened_at', at)}
        error={form.errors.happened_at}
      />
    </RecordForm>
  );
}
