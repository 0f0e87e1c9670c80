import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { CanteenMeal, CanteenMode, CanteenView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { PlacePicker } from '@/ui/PlacePicker';
import { StatusBadge } from '@/ui/StatusBadge';
import { SubmitBar } from '@/ui/SubmitBar';
import { refreshCanteen, saveCanteen } from '../acts';
import classes from '../components/Canteen.module.css';
import { CanteenTabs } from '../components/CanteenTabs';
import { CANTEEN, canteensQuery } from '../queries';
import { choices, MEAL_WORDS, MODE_WORDS } from '../words';

/** The canteens: how each is run, who answers for it, and how many eat there. */
export function CanteensPage() {
  const { data: canteens } = useSuspenseQuery(canteensQuery);
  const [open, setOpen] = useState<CanteenView | 'new' | null>(null);
  return (
    <>
      <PageHeader
        title={m.canteen_settings()}
        primary={<Button onClick={() => setOpen('new')}>{m.canteen_add()}</Button>}
      />
      <CanteenTabs />
      {canteens.length === 0 ? (
        <EmptyState title={m.canteen_none()} text={m.canteen_none_text()} />
      ) : null}
      <div className={classes.cards}>
        {canteens.map((canteen) => (
          <Card key={canteen.id} canteen={canteen} onEdit={() => setOpen(canteen)} />
        ))}
      </div>
      <Dialog
        title={open === 'new' ? m.canteen_add() : m.canteen_edit()}
        open={open !== null}
        onClose={() => setOpen(null)}
      >
        <CanteenForm canteen={open === 'new' ? null : open} onDone={() => setOpen(null)} />
      </Dialog>
    </>
  );
}

function Card({ canteen, onEdit }: { canteen: CanteenView; onEdit: () => void }) {
  const facts = [
    MODE_WORDS[canteen.mode](),
    m.canteen_diners_count({ count: canteen.diners }),
    canteen.place?.path,
    canteen.officer && `${m.canteen_officer()} ${canteen.officer.name}`,
    canteen.director && `${m.canteen_director()} ${canteen.director.name}`,
  ];
  return (
    <section className={classes.card} aria-label={canteen.name}>
      <div className={classes.head}>
        <h2>{canteen.name}</h2>
        {canteen.retired ? <StatusBadge tone="off">{m.canteen_retired()}</StatusBadge> : null}
        {canteen.director_missing ? (
          <StatusBadge tone="waiting">{m.canteen_director_missing()}</StatusBadge>
        ) : null}
      </div>
      <p className={classes.muted}>{facts.filter(Boolean).join(' · ')}</p>
      <div className={classes.acts}>
        <Button variant="default" onClick={onEdit}>
          {m.canteen_edit()}
        </Button>
      </div>
    </section>
  );
}

type Values = {
  name: string;
  mode: CanteenMode;
  place_id: string;
  diners: string;
  meals: CanteenMeal[];
  manager_id: PickedPerson | null;
  officer_id: PickedPerson | null;
  director_id: PickedPerson | null;
  retired: boolean;
};

const valuesOf = (canteen: CanteenView | null): Values => ({
  name: canteen?.name ?? '',
  mode: canteen?.mode ?? 'own',
  place_id: canteen?.place?.id ?? '',
  diners: String(canteen?.diners ?? ''),
  meals: canteen?.meals ?? ['lunch'],
  manager_id: canteen?.manager ?? null,
  officer_id: canteen?.officer ?? null,
  director_id: canteen?.director ?? null,
  retired: canteen?.retired ?? false,
});

const WHO = [
  ['manager_id', m.canteen_manager],
  ['officer_id', m.canteen_officer],
  ['director_id', m.canteen_director],
] as const;

function CanteenForm({ canteen, onDone }: { canteen: CanteenView | null; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `canteen.canteen.${canteen?.id ?? 'new'}`,
    owner: person.id,
    initialValues: valuesOf(canteen),
    validate: {
      name: (name) => (name.trim() ? null : m.ui_required()),
      diners: (count) => (/^\d+$/.test(count.trim()) ? null : m.ui_required()),
      meals: (meals) => (meals.length > 0 ? null : m.ui_required()),
    },
    send: ({ manager_id, officer_id, director_id, ...values }: Values, key) =>
      orNewest(
        queryClient,
        CANTEEN,
        saveCanteen(
          canteen,
          {
            ...values,
            name: values.name.trim(),
            place_id: values.place_id || null,
            diners: Number(values.diners),
            manager_id: manager_id?.id,
            officer_id: officer_id?.id,
            director_id: director_id?.id,
          },
          key,
        ),
      ),
    onAccepted: async () => {
      await refreshCanteen(queryClient);
      onDone();
    },
  });
  const { form } = submission;
  const { meals } = form.values;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <TextInput
        label={m.canteen_name()}
        placeholder={m.canteen_name_example()}
        {...form.getInputProps('name')}
      />
      <ChoiceCards
        label={m.canteen_mode()}
        choices={choices(MODE_WORDS)}
        columns={3}
        value={form.values.mode}
        onChange={(mode) => form.setFieldValue('mode', mode)}
        data-path="mode"
      />
      <TextInput label={m.canteen_diners()} inputMode="numeric" {...form.getInputProps('diners')} />
      <fieldset className={classes.symptoms}>
        <legend>{m.canteen_meals()}</legend>
        {choices(MEAL_WORDS).map(({ value, label }) => (
          <CheckField
            key={value}
            label={label}
            checked={meals.includes(value)}
            error={value === 'breakfast' ? form.errors.meals : undefined}
            onChange={(event) =>
              form.setFieldValue(
                'meals',
                event.currentTarget.checked
                  ? [...meals, value]
                  : meals.filter((one) => one !== value),
              )
            }
          />
        ))}
      </fieldset>
      <PlacePicker
        label={m.canteen_place()}
        description={m.canteen_place_text()}
        value={form.values.place_id || null}
        onChange={(id) => form.setFieldValue('place_id', id ?? '')}
        error={form.errors.place_id}
        data-path="place_id"
      />
      {WHO.map(([field, word]) => (
        <PersonPicker
          key={field}
          label={word()}
          value={form.values[field]}
          onChange={(one) => form.setFieldValue(field, one)}
          error={form.errors[field]}
          data-path={field}
        />
      ))}
      {canteen ? (
        <CheckField label={m.canteen_retire()} {...form.getCheckProps('retired')} />
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.canteen_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
