import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type {
  AccompaniedMealView,
  CanteenRecordView,
  CanteenSurveyView,
  CanteenTrainingView,
  DisinfectionView,
  FoodSampleView,
  LeftoversView,
  MorningCheckView,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { AUDIENCE_WORDS, METHOD_WORDS, RATING_WORDS, SYMPTOM_WORDS } from '../words';
import classes from './Canteen.module.css';

/** What a record says, by its kind. */
export function Said({ record }: { record: CanteenRecordView }) {
  const { morning_check: check, food_sample: sample, accompanied_meal: meal } = record;
  return (
    <>
      {check ? <Check check={check} /> : null}
      {sample ? <Facts items={ofSample(sample)} /> : null}
      {record.disinfection ? <Facts items={ofDisinfection(record.disinfection)} /> : null}
      {meal ? <Meal meal={meal} /> : null}
      {record.leftovers ? <Facts items={ofLeftovers(record.leftovers)} /> : null}
      {record.training ? <Facts items={ofTraining(record.training)} /> : null}
      {record.survey ? <Facts items={ofSurvey(record.survey)} /> : null}
    </>
  );
}

function Check({ check }: { check: MorningCheckView }) {
  if (!check.lines) {
    return <p className={classes.muted}>{m.canteen_health_hidden()}</p>;
  }
  return (
    <ul className={classes.records}>
      {check.lines.map(({ staff, temperature, symptoms, fit, hands_clean, cleared }) => (
        <li key={staff.id}>
          <span>{staff.name}</span>
          <span>
            {[
              m.canteen_celsius({ degrees: temperature }),
              ...symptoms.map((one) => SYMPTOM_WORDS[one]()),
              ...(hands_clean ? [] : [m.canteen_hands_not()]),
              fit ? m.canteen_fit_yes() : m.canteen_fit_no(),
              ...(cleared ? [`${m.canteen_cleared()} ${cleared}`] : []),
            ].join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

const moment = (at: string | null | undefined) => (at ? <DateText value={at} hour /> : undefined);

function ofSample(sample: FoodSampleView) {
  return [
    { label: m.canteen_dish(), value: sample.dish },
    { label: m.canteen_grams(), value: m.canteen_grams_count({ grams: sample.grams }) },
    { label: m.canteen_keeper(), value: sample.keeper.name },
    { label: m.canteen_supervisor(), value: sample.supervisor.name },
    { label: m.canteen_fridge(), value: sample.fridge },
    { label: m.canteen_stored_at(), value: moment(sample.stored_at) },
    ...(sample.stored_late
      ? [{ label: m.canteen_stored_late(), value: moment(sample.stored_recorded_at) }]
      : []),
    { label: m.canteen_keep_until(), value: moment(sample.keep_until) },
    { label: m.canteen_discarded_at(), value: moment(sample.discarded_at) },
    { label: m.canteen_discarded_by(), value: sample.discarded_by?.name },
    ...(sample.seal_reason ? [{ label: m.canteen_seal_reason(), value: sample.seal_reason }] : []),
    ...(sample.unsealed_by
      ? [
          {
            label: m.canteen_unsealed(),
            value: m.canteen_unsealed_by({
              name: sample.unsealed_by.name,
              note: sample.unseal_note ?? '',
            }),
          },
        ]
      : []),
  ];
}

function ofDisinfection(said: DisinfectionView) {
  const how = [
    METHOD_WORDS[said.method](),
    ...(said.temperature ? [m.canteen_celsius({ degrees: said.temperature })] : []),
    ...(said.concentration ? [m.canteen_milligrams({ count: said.concentration })] : []),
    m.canteen_minutes_count({ count: said.minutes }),
  ];
  return [
    { label: m.canteen_object(), value: said.object },
    { label: m.canteen_method(), value: how.join(' · ') },
    { label: m.canteen_operator(), value: said.operator.name },
    { label: m.canteen_supervisor(), value: said.supervisor.name },
  ];
}

function ofLeftovers(said: LeftoversView) {
  return [
    {
      label: m.canteen_weight(),
      value: said.weight ? m.canteen_kilograms({ weight: said.weight }) : m.canteen_nothing_left(),
    },
    { label: m.canteen_handed_to(), value: said.handed_to },
    { label: m.canteen_operator(), value: said.operator.name },
    { label: m.canteen_note(), value: said.note ?? undefined },
  ];
}

function ofTraining(said: CanteenTrainingView) {
  return [
    { label: m.canteen_training_topic(), value: said.topic },
    { label: m.canteen_trainer(), value: said.trainer },
    { label: m.canteen_hours(), value: m.canteen_hours_count({ hours: said.hours }) },
    {
      label: m.canteen_attended(),
      value: said.attended.map(({ name }) => name).join(m.ui_list_separator()),
    },
    { label: m.canteen_note(), value: said.remark ?? undefined },
  ];
}

function ofSurvey(said: CanteenSurveyView) {
  const percent = said.percent ?? null;
  return [
    { label: m.canteen_survey_term(), value: said.term ?? undefined },
    { label: m.canteen_survey_of_whom(), value: AUDIENCE_WORDS[said.of_whom]() },
    { label: m.canteen_survey_asked(), value: String(said.asked) },
    { label: m.canteen_survey_answered(), value: String(said.answered) },
    {
      label: m.canteen_survey_satisfied(),
      value:
        percent === null
          ? String(said.satisfied)
          : m.canteen_survey_share({ count: said.satisfied, percent }),
    },
    { label: m.canteen_survey_remark(), value: said.remark ?? undefined },
    { label: m.canteen_survey_answer(), value: said.answer ?? undefined },
  ];
}

function Meal({ meal }: { meal: AccompaniedMealView }) {
  const { permissions } = useMe();
  const { ratings } = meal;
  return (
    <>
      <Facts
        items={[
          { label: m.canteen_companion(), value: meal.companion.name },
          { label: m.canteen_post_of(), value: meal.post },
          { label: m.canteen_rate_taste(), value: RATING_WORDS[ratings.taste]() },
          { label: m.canteen_rate_portion(), value: RATING_WORDS[ratings.portion]() },
          { label: m.canteen_rate_hygiene(), value: RATING_WORDS[ratings.hygiene]() },
          { label: m.canteen_rate_service(), value: RATING_WORDS[ratings.service]() },
          { label: m.canteen_remark(), value: meal.remark ?? undefined },
        ]}
      />
      {meal.problems.length > 0 ? (
        <ul className={classes.records} aria-label={m.canteen_problems()}>
          {meal.problems.map(({ text, case_id: id, case_number: number }) => (
            <li key={id}>
              <span>{text}</span>
              {permissions.includes('repair_cases.view') ? (
                <Link to="/repairs/$caseId" params={{ caseId: id }} className={classes.link}>
                  {number}
                </Link>
              ) : (
                <span>{number}</span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
