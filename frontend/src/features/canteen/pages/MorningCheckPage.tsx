import { TextInput } from '@mantine/core';
import { useMe } from '@/api/me';
import type { CanteenSymptom, CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Folded } from '@/ui/Folded';
import { recordCheck } from '../acts';
import classes from '../components/Canteen.module.css';
import { NoCanteen } from '../components/NoCanteen';
import { RecordForm } from '../components/RecordForm';
import { TimeField } from '../components/WhenFields';
import { instantOf, lateMoment } from '../happened';
import type { DaySearch } from '../queries';
import { useCanteen } from '../use-canteen';
import { useRecord } from '../use-record';
import { choices, SYMPTOM_WORDS } from '../words';

interface Line {
  staff_id: string;
  name: string;
  temperature: string;
  symptoms: CanteenSymptom[];
  hands_clean: boolean;
  fit: boolean;
  cleared: string;
}

type Values = { happened_at: string; lines: Line[] };

export function MorningCheckPage({ search }: { search: DaySearch }) {
  const canteen = useCanteen(search.canteen_id);
  return canteen ? <Check canteen={canteen} search={search} /> : <NoCanteen />;
}

/** Before work: everybody who was not checked yet, one card each. */
function Check({ canteen, search }: { canteen: CanteenView; search: DaySearch }) {
  const { person } = useMe();
  const { day, done } = useRecord(canteen, search.day);
  const submission = useSubmission({
    name: `canteen.check.${canteen.id}`,
    owner: person.id,
    initialValues: {
      happened_at: lateMoment(search.day, 'check'),
      lines: day.unchecked.map(({ id, name }) => ({
        staff_id: id,
        name,
        temperature: '',
        symptoms: [] as CanteenSymptom[],
        hands_clean: true,
        fit: true,
        cleared: '',
      })),
    } as Values,
    validate: {
      lines: (lines) =>
        Object.fromEntries(
          lines.flatMap(({ temperature }, index) =>
            temperature.trim() ? [] : [[`${index}.temperature`, m.ui_required()]],
          ),
        ),
    },
    send: ({ happened_at, lines }: Values, key) =>
      recordCheck(
        canteen.id,
        {
          happened_at: instantOf(happened_at),
          replaces_id: search.replaces,
          lines: lines.map(({ name: _, temperature, cleared, ...line }) => ({
            ...line,
            temperature: temperature.trim(),
            cleared: line.fit ? cleared.trim() || undefined : undefined,
          })),
        },
        key,
      ),
    onAccepted: done,
  });
  const { form } = submission;
  const { lines } = form.values;
  const change = (index: number, patch: Partial<Line>) => {
    form.setFieldValue(
      'lines',
      lines.map((line, at) => (at === index ? { ...line, ...patch } : line)),
    );
  };
  return (
    <RecordForm
      title={m.canteen_kind_morning_check()}
      submission={submission}
      replaces={search.replaces}
    >
      {lines.length === 0 ? <p>{m.canteen_all_checked()}</p> : null}
      {lines.map((line, index) => (
        <CheckLine
          key={line.staff_id}
          line={line}
          index={index}
          errors={form.errors}
          toClear={day.to_clear.some(({ id }) => id === line.staff_id)}
          onChange={(patch) => change(index, patch)}
        />
      ))}
      <TimeField
        value={form.values.happened_at}
        onChange={(at) => form.setFieldValue('happened_at', at)}
        error={form.errors.happened_at}
      />
    </RecordForm>
  );
}

interface LineProps {
  line: Line;
  index: number;
  errors: Record<string, string>;
  /** Unfit on a day before, and not cleared since. */
  toClear: boolean;
  onChange: (patch: Partial<Line>) => void;
}

function CheckLine({ line, index, errors, toClear, onChange }: LineProps) {
  const at = (field: string) => `lines.${index}.${field}`;
  return (
    <section className={classes.line} aria-label={line.name}>
      <h2>{line.name}</h2>
      <TextInput
        label={m.canteen_temperature()}
        inputMode="decimal"
        placeholder="36.5"
        value={line.temperature}
        error={errors[at('temperature')]}
        data-path={at('temperature')}
        onChange={(event) => onChange({ temperature: event.currentTarget.value })}
      />
      <ChoiceCards
        label={m.canteen_fit()}
        choices={[
          { value: 'fit', label: m.canteen_fit_yes() },
          { value: 'off', label: m.canteen_fit_no() },
        ]}
        value={line.fit ? 'fit' : 'off'}
        onChange={(said) => onChange({ fit: said === 'fit' })}
        error={errors[at('fit')]}
        data-path={at('fit')}
      />
      {toClear && line.fit ? (
        <TextInput
          label={m.canteen_cleared()}
          description={m.canteen_cleared_text()}
          placeholder={m.canteen_cleared_example()}
          value={line.cleared}
          error={errors[at('cleared')]}
          data-path={at('cleared')}
          onChange={(event) => onChange({ cleared: event.currentTarget.value })}
        />
      ) : null}
      <CheckField
        label={m.canteen_hands()}
        checked={line.hands_clean}
        onChange={(event) => onChange({ hands_clean: event.currentTarget.checked })}
      />
      <Folded title={m.canteen_symptoms()} open={line.symptoms.length > 0}>
        <div className={classes.symptoms}>
          {choices(SYMPTOM_WORDS).map(({ value, label }) => (
            <CheckField
              key={value}
              label={label}
              checked={line.symptoms.includes(value)}
              onChange={(event) => onChange(noticed(line, value, event.currentTarget.checked))}
            />
          ))}
        </div>
      </Folded>
    </section>
  );
}

/** Whoever has a symptom is off post; that he is fit again nobody says by accident. */
function noticed({ symptoms, fit }: Line, symptom: CanteenSymptom, has: boolean): Partial<Line> {
  return has
    ? { symptoms: [...symptoms, symptom], fit: false }
    : { symptoms: symptoms.filter((one) => one !== symptom), fit };
}
