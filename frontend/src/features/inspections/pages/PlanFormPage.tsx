import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { InspectionPlanView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { PlacePicker } from '@/ui/PlacePicker';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { refreshInspections, savePlan } from '../acts';
import classes from '../components/Item.module.css';
import { PerformerFields, RhythmFields, WindowFields } from '../components/PlanFields';
import { planBody, planValues } from '../plan-form';
import { checklistsQuery, INSPECTIONS } from '../queries';
import { KIND_WORDS, LEVEL_WORDS } from '../words';

/** A plan: which list, where, how often, at what time, by whom. */
export function PlanFormPage({ plan }: { plan: InspectionPlanView | null }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: lists } = useSuspenseQuery(checklistsQuery);
  const submission = useSubmission({
    name: `inspections.plan.${plan?.id ?? 'new'}`,
    owner: person.id,
    initialValues: planValues(plan, lists.find(({ retired }) => !retired)?.id ?? ''),
    validate: {
      name: (text) => (text.trim() ? null : m.ui_required()),
      checklist_id: (id) => (id ? null : m.ui_required()),
    },
    send: (values, key) =>
      orNewest(queryClient, INSPECTIONS, savePlan(plan, planBody(values), key)),
    onAccepted: async () => {
      await refreshInspections(queryClient);
      await navigate({ to: '/inspections/plans' });
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={plan ? plan.name : m.inspections_plan_new()}
        back={{ to: '/inspections/plans', label: m.inspections_plans() }}
      />
      <FormAlert notice={submission.notice} />
      <FormSection title={m.inspections_what_where()}>
        <TextInput
          label={m.inspections_plan_name()}
          placeholder={m.inspections_plan_example()}
          {...form.getInputProps('name')}
        />
        <SelectField label={m.inspections_checklist()} {...form.getInputProps('checklist_id')}>
          {lists
            .filter(({ id, retired }) => !retired || id === plan?.checklist.id)
            .map(({ id, name }) => (
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
      </FormSection>
      <FormSection title={m.inspections_when()}>
        <RhythmFields form={form} />
        <WindowFields form={form} />
        <CheckField label={m.inspections_on_holidays()} {...form.getCheckProps('on_holidays')} />
        <div className={classes.pair}>
          <TextInput
            type="date"
            label={m.inspections_starts()}
            {...form.getInputProps('starts_on')}
          />
          <TextInput type="date" label={m.inspections_ends()} {...form.getInputProps('ends_on')} />
        </div>
      </FormSection>
      <FormSection title={m.inspections_performer()}>
        <PerformerFields form={form} />
      </FormSection>
      {plan ? (
        <CheckField label={m.inspections_retire_plan()} {...form.getCheckProps('retired')} />
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.inspections_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
