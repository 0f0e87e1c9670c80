import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { InspectionCheckKind, InspectionLevel, InspectionSampleOf } from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { PlacePicker } from '@/ui/PlacePicker';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { beginRound, keepRound } from '../acts';
import classes from '../components/Item.module.css';
import { checklistsQuery } from '../queries';
import { KIND_WORDS, LEVEL_WORDS, SAMPLE_WORDS } from '../words';

/** How many are drawn as a rule. */
const USUAL_SIZE = '5';

/** Only a spot check that begins now draws what it looks at. */
const draws = ({ check_kind: kind, on }: { check_kind: InspectionCheckKind; on: string }) =>
  kind === 'spot' && on === schoolDay();

/** A round that no plan asked for: now, or from a slip of a day before. */
export function NewRoundPage() {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: all } = useSuspenseQuery(checklistsQuery);
  const lists = all.filter(({ retired }) => !retired);
  const submission = useSubmission({
    name: 'inspections.begin',
    owner: person.id,
    initialValues: {
      checklist_id: lists[0]?.id ?? '',
      location_id: '',
      check_kind: 'spot' as InspectionCheckKind,
      level: 'self_check' as InspectionLevel,
      on: schoolDay(),
      sample: { of: '' as InspectionSampleOf | '', size: USUAL_SIZE },
    },
    validate: { checklist_id: (id) => (id ? null : m.ui_required()) },
    send: ({ location_id: place, on, sample: { of, size }, ...values }, key) =>
      beginRound(
        {
          ...values,
          location_id: place || null,
          on: on === schoolDay() ? null : on,
          sample: of && draws({ ...values, on }) ? { of, size: Number(size) } : null,
        },
        key,
      ),
    onAccepted: async (round) => {
      keepRound(queryClient, round);
      await navigate({ to: '/inspections/rounds/$roundId', params: { roundId: round.id } });
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.inspections_begin()}
        back={{ to: '/inspections', label: m.inspections_title() }}
      />
      <FormAlert notice={submission.notice} />
      <SelectField label={m.inspections_checklist()} {...form.getInputProps('checklist_id')}>
        {lists.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <PlacePicker
        label={m.inspections_place()}
        description={m.inspections_place_text()}
        value={form.values.location_id || null}
        onChange={(id) => form.setFieldValue('location_id', id ?? '')}
        error={form.errors.location_id}
        data-path="location_id"
      />
      <div className={classes.pair}>
        <SelectField label={m.inspections_check_kind()} {...form.getInputProps('check_kind')}>
          {Object.entries(KIND_WORDS).map(([kind, word]) => (
            <option key={kind} value={kind}>
              {word()}
            </option>
          ))}
        </SelectField>
        <SelectField label={m.inspections_level()} {...form.getInputProps('level')}>
          {Object.entries(LEVEL_WORDS).map(([level, word]) => (
            <option key={level} value={level}>
              {word()}
            </option>
          ))}
        </SelectField>
      </div>
      <TextInput
        type="date"
        label={m.inspections_on()}
        description={m.inspections_on_text()}
        max={schoolDay()}
        {...form.getInputProps('on')}
      />
      {draws(form.values) ? (
        <div className={classes.pair}>
          <SelectField
            label={m.inspections_sample_wanted()}
            description={m.inspections_sample_text()}
            {...form.getInputProps('sample.of')}
          >
            <option value="">{m.inspections_sample_none()}</option>
            {Object.entries(SAMPLE_WORDS).map(([of, word]) => (
              <option key={of} value={of}>
                {word()}
              </option>
            ))}
          </SelectField>
          {form.values.sample.of ? (
            <TextInput
              label={m.inspections_sample_size()}
              inputMode="numeric"
              {...form.getInputProps('sample.size')}
            />
          ) : null}
        </div>
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.inspections_begin_now()}
        </Button>
      </SubmitBar>
    </form>
  );
}
