import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { LocationView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconPlus } from '@/ui/icons';
import { SubmitBar } from '@/ui/SubmitBar';
import { kindWord, type PlaceKind } from '../words';
import form from './form.module.css';

/** What may stand below what; the server decides, this only orders the choices. */
const BELOW: Record<PlaceKind | 'top', readonly PlaceKind[]> = {
  top: ['building', 'room', 'zone', 'campus'],
  campus: ['building', 'room', 'zone'],
  building: ['floor', 'room', 'zone'],
  floor: ['room', 'zone'],
  room: [],
  zone: ['zone'],
};

/** The button and dialog that add one place by hand. */
export function AddPlace({ parent }: { parent: LocationView | null }) {
  const [open, setOpen] = useState(false);
  const kinds = BELOW[parent?.kind ?? 'top'];
  if (kinds.length === 0) {
    return null;
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.campus_place_add()}
      </Button>
      <Dialog
        title={parent ? m.campus_place_add_in({ name: parent.name }) : m.campus_place_add()}
        open={open}
        onClose={() => setOpen(false)}
      >
        <AddForm parent={parent} kinds={kinds} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

interface FormProps {
  parent: LocationView | null;
  kinds: readonly PlaceKind[];
  onDone: () => void;
}

function AddForm({ parent, kinds, onDone }: FormProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();
  const submission = useSubmission({
    name: `campus.place.${parent?.id ?? 'top'}`,
    owner: person.id,
    initialValues: { kind: kinds[0] as PlaceKind, name: '', room_use: '' },
    validate: { name: (name) => (name.trim() ? null : m.ui_required()) },
    send: ({ kind, name, room_use }, key) =>
      read(
        api.POST('/api/v1/locations', {
          body: {
            parent_id: parent?.id ?? null,
            kind,
            name: name.trim(),
            room_use: (kind === 'room' && room_use.trim()) || null,
          },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onAccepted: async (place) => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'places'] });
      onDone();
      await router.navigate({ to: '/places/$locationId', params: { locationId: place.id } });
    },
  });
  const { values, getInputProps, setFieldValue, errors } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <ChoiceCards
        label={m.campus_place_kind()}
        choices={kinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
        value={values.kind}
        onChange={(kind) => setFieldValue('kind', kind)}
        error={errors.kind}
        columns={3}
        data-path="kind"
      />
      <TextInput
        label={m.campus_place_name()}
        placeholder={m.campus_place_name_example()}
        autoComplete="off"
        data-autofocus
        {...getInputProps('name')}
      />
      {values.kind === 'room' ? (
        <TextInput
          label={m.campus_place_use()}
          placeholder={m.campus_place_use_example()}
          autoComplete="off"
          {...getInputProps('room_use')}
        />
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.campus_place_add_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
