import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import { ProblemError, problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { FormAlert } from '@/ui/FormAlert';
import { announce } from '@/ui/notices';
import { PersonPicker } from '@/ui/PersonPicker';
import { PlacePicker } from '@/ui/PlacePicker';
import { Stepper } from '@/ui/Stepper';
import { SubmitBar } from '@/ui/SubmitBar';
import { type Movable, type MoveValues, moveBody, moveValues, WHYS } from '../move-form';
import classes from './MoveForm.module.css';

interface Props {
  things: readonly Movable[];
  onDone: () => void;
}

/** Three taps: how many, where to, why. */
export function MoveForm({ things, onDone }: Props) {
  const { person } = useMe();
  const seesPeople = usePermission('people.view');
  const queryClient = useQueryClient();
  const [stale, setStale] = useState(false);
  const submission = useSubmission<MoveValues, string>({
    name: `registers.move.${things.map(({ id }) => id).join()}`,
    owner: person.id,
    initialValues: moveValues(things),
    validate: {
      pieces: Object.fromEntries(
        things.map(({ id }) => [
          id,
          (pieces: string) => (pieces.trim() ? null : m.cards_move_count_needed()),
        ]),
      ),
      location_id: (place, { custodian }) => (place || custodian ? null : m.cards_move_nowhere()),
      why: (why) => (why ? null : m.ui_required()),
      reason: (reason, { why }) => (why !== 'other' || reason.trim() ? null : m.ui_required()),
    },
    send: async (values, key) => {
      const body = moveBody(things, values);
      const header = { 'Idempotency-Key': key };
      try {
        const moved = await read(api.POST('/api/v1/asset-moves', { params: { header }, body }));
        return moved.items[0]?.location?.path ?? '';
      } catch (error) {
        if (problemOf(error)?.code === 'stale_card') {
          setStale(true);
          await queryClient.invalidateQueries({ queryKey: ['registers'] });
        }
        throw ofThings(error, things);
      }
    },
    onAccepted: async (place) => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      const name = things.map((thing) => thing.name).join(m.ui_list_separator());
      announce(m.cards_moved(), m.cards_moved_text({ name, place }));
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {stale ? <p role="status">{m.cards_stale()}</p> : null}
      {things
        .filter(({ quantity }) => Number(quantity) > 1)
        .map(({ id, name, quantity, unit }) => (
          <Stepper
            key={id}
            label={
              things.length > 1
                ? `${name} · ${m.cards_move_count({ unit, total: quantity })}`
                : m.cards_move_count({ unit, total: quantity })
            }
            value={form.values.pieces[id] ?? quantity}
            onChange={(pieces) => form.setFieldValue(`pieces.${id}`, pieces as never)}
            max={Number(quantity)}
            quick={[1, 2, 3, 5, 10]}
            error={form.errors[`pieces.${id}`]}
            data-path={`pieces.${id}`}
          />
        ))}
      <PlacePicker
        label={m.cards_move_to()}
        kinds={['room', 'zone']}
        value={form.values.location_id}
        onChange={(id) => form.setFieldValue('location_id', id)}
        error={form.errors.location_id}
        data-path="location_id"
      />
      <ChoiceCards
        label={m.cards_move_why()}
        columns={2}
        choices={WHYS.map(({ value, label }) => ({ value, label: label() }))}
        value={form.values.why}
        onChange={(why) => form.setFieldValue('why', why)}
        error={form.errors.why}
        data-path="why"
      />
      {form.values.why === 'other' ? (
        <TextInput
          label={m.cards_move_reason()}
          autoComplete="off"
          {...form.getInputProps('reason')}
        />
      ) : null}
      {seesPeople ? (
        <PersonPicker
          label={m.cards_move_to_person()}
          value={form.values.custodian}
          onChange={(custodian) => form.setFieldValue('custodian', custodian)}
          error={form.errors.custodian}
          data-path="custodian"
        />
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.cards_move_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** "/items/0/quantity" is the field of the first card. */
function ofThings(error: unknown, things: readonly Movable[]): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const errors = error.problem.errors.map((field) => ({
    ...field,
    pointer: field.pointer
      .replace(/^\/items\/(\d+)\/quantity$/, (_, at) => `/pieces/${things[Number(at)]?.id}`)
      .replace(/^\/custodian_id$/, '/custodian'),
  }));
  return new ProblemError({ ...error.problem, errors });
}
