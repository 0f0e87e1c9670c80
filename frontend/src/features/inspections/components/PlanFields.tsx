import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { CheckField } from '@/ui/CheckField';
import { PersonPicker } from '@/ui/PersonPicker';
import { SelectField } from '@/ui/SelectField';
import type { PlanValues } from '../plan-form';
import { rolesQuery } from '../queries';
import { EVERY_WORDS, WEEKDAYS } from '../words';
import classes from './Item.module.css';

interface Props {
  form: Form<PlanValues>;
}

/** How often, with the numbers that this rhythm has. */
export function RhythmFields({ form }: Props) {
  const { every, weekdays } = form.values;
  return (
    <>
      <SelectField label={m.inspections_every()} {...form.getInputProps('every')}>
        {Object.entries(EVERY_WORDS).map(([value, word]) => (
          <option key={value} value={value}>
            {word()}
          </option>
        ))}
      </SelectField>
      {every === 'week' ? (
        <fieldset className={classes.grid} data-path="rhythm.weekdays" tabIndex={-1}>
          <legend className="sr-only">{m.inspections_weekdays()}</legend>
          {WEEKDAYS.map((word, at) => (
            <CheckField
              key={word()}
              label={word()}
              checked={weekdays.includes(at + 1)}
              onChange={(event) => {
                const others = weekdays.filter((day) => day !== at + 1);
                form.setFieldValue(
                  'weekdays',
                  event.currentTarget.checked ? [...others, at + 1].sort() : others,
                );
              }}
            />
          ))}
        </fieldset>
      ) : null}
      {every === 'days' ? (
        <TextInput label={m.inspections_n()} inputMode="numeric" {...form.getInputProps('n')} />
      ) : null}
      {every === 'month' ? (
        <TextInput
          label={m.inspections_day_of_month()}
          inputMode="numeric"
          {...form.getInputProps('day')}
        />
      ) : null}
      {every === 'term' ? (
        <TextInput
          label={m.inspections_day_of_term()}
          description={m.inspections_day_of_term_text()}
          {...form.getInputProps('day')}
        />
      ) : null}
    </>
  );
}

/** Times of the day; each is a round of its own. */
export function WindowFields({ form }: Props) {
  const { windows } = form.values;
  const set = (at: number, patch: Partial<PlanValues['windows'][number]>) =>
    form.setFieldValue(
      'windows',
      windows.map((one, index) => (index === at ? { ...one, ...patch } : one)),
    );
  return (
    <>
      {windows.map(({ from, to }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a window is its place in the list.
        <div key={at} className={classes.pair}>
          <TextInput
            type="time"
            label={m.inspections_from()}
            value={from}
            data-path={`windows.${at}.from`}
            onChange={(event) => set(at, { from: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={m.inspections_to()}
            value={to}
            error={form.errors[`windows.${at}.to`] ?? form.errors.windows}
            data-path={`windows.${at}.to`}
            onChange={(event) => set(at, { to: event.currentTarget.value })}
          />
        </div>
      ))}
      <div>
        {windows.length < 6 ? (
          <Button
            variant="default"
            onClick={() =>
              form.setFieldValue('windows', [...windows, { from: '14:30', to: '15:00' }])
            }
          >
            {m.inspections_window_add()}
          </Button>
        ) : null}
        {windows.length > 1 ? (
          <Button
            variant="subtle"
            onClick={() => form.setFieldValue('windows', windows.slice(0, -1))}
          >
            {m.inspections_window_remove()}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** Roles whose holders see and hold rounds of the whole school (crates/inspections/src/plan/performer.rs). */
const PERFORMERS = [
  'duty_admin',
  'safety_officer',
  'repair_worker',
  'head_custodian',
  'logistics_director',
  'vice_principal',
  'principal',
];

/** A role, or somebody by name. */
export function PerformerFields({ form }: Props) {
  const roles = useQuery(rolesQuery);
  const named = form.values.performer !== null;
  return (
    <>
      <SelectField
        label={m.inspections_role()}
        disabled={named}
        {...form.getInputProps('performer_role')}
      >
        <option value="">{m.inspections_anybody()}</option>
        {roles.data
          ?.filter(({ code }) => PERFORMERS.includes(code))
          .map(({ code, title }) => (
            <option key={code} value={code}>
              {title}
            </option>
          ))}
      </SelectField>
      <PersonPicker
        label={m.inspections_or_person()}
        value={form.values.performer}
        onChange={(one) => form.setFieldValue('performer', one)}
        error={form.errors.performer_id}
        data-path="performer_id"
      />
    </>
  );
}
