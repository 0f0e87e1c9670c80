import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import type { LocationView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconPencil } from '@/ui/icons';
import { PersonPicker } from '@/ui/PersonPicker';
import { SubmitBar } from '@/ui/SubmitBar';
import { placeQuery } from '../queries';
import form from './form.module.css';
import { Newest } from './Newest';

export function EditPlace({ place }: { place: LocationView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPencil size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.campus_edit()}
      </Button>
      <Dialog
        title={m.campus_edit_title({ name: place.name })}
        open={open}
        onClose={() => setOpen(false)}
      >
        <EditForm place={place} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function EditForm({ place, onDone }: { place: LocationView; onDone: () => void }) {
  const { person } = useMe();
  const seesPeople = usePermission('people.view');
  const queryClient = useQueryClient();
  const [opened] = useState(place);
  const [responsible, setResponsible] = useState(place.responsible_person ?? null);
  const submission = useSubmission({
    name: `campus.place.edit.${place.id}`,
    owner: person.id,
    initialValues: { name: place.name, room_use: place.room_use ?? '', responsible_person_id: '' },
    validate: { name: (name) => (name.trim() ? null : m.ui_required()) },
    send: ({ name, room_use }) =>
      orNewest(
        queryClient,
        ['campus', 'places'],
        read(
          api.PATCH('/api/v1/locations/{id}', {
            params: { path: { id: place.id }, header: ifMatch(place.version) },
            body: {
              name: name.trim(),
              room_use: room_use.trim() || null,
              ...(seesPeople ? { responsible_person_id: responsible?.id ?? null } : {}),
            },
          }),
        ),
      ),
    onAccepted: async (changed) => {
      queryClient.setQueryData(placeQuery(place.id).queryKey, changed);
      await queryClient.invalidateQueries({ queryKey: ['campus', 'places'] });
      onDone();
    },
  });
  const { getInputProps, errors } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <Newest
        facts={[
          [m.campus_place_name(), opened.name, place.name],
          [m.campus_place_use(), opened.room_use, place.room_use],
          [
            m.campus_place_person(),
            opened.responsible_person?.name,
            place.responsible_person?.name,
          ],
        ]}
      />
      <TextInput label={m.campus_place_name()} autoComplete="off" {...getInputProps('name')} />
      {place.kind === 'room' || place.kind === 'zone' ? (
        <TextInput
          label={m.campus_place_use()}
          placeholder={m.campus_place_use_example()}
          autoComplete="off"
          {...getInputProps('room_use')}
        />
      ) : null}
      {seesPeople ? (
        <PersonPicker
          label={m.campus_place_person()}
          description={m.campus_place_person_hint()}
          value={responsible}
          onChange={setResponsible}
          error={errors.responsible_person_id}
          data-path="responsible_person_id"
        />
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.campus_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
