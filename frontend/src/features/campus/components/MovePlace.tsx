import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { LocationView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { PlacePicker } from '@/ui/PlacePicker';
import { SubmitBar } from '@/ui/SubmitBar';
import { placeQuery } from '../queries';
import type { PlaceKind } from '../words';
import form from './form.module.css';
import { StandsHere } from './StandsHere';

/** Below what a kind may hang; the server decides, this only shortens the list. */
const ABOVE: Record<PlaceKind, readonly PlaceKind[]> = {
  campus: [],
  building: ['campus'],
  floor: ['building'],
  room: ['campus', 'building', 'floor'],
  zone: ['campus', 'building', 'floor', 'zone'],
};

export function MovePlace({ place }: { place: LocationView }) {
  const [open, setOpen] = useState(false);
  if (place.kind === 'campus') {
    return null;
  }
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {m.campus_place_move()}
      </Button>
      <Dialog
        title={m.campus_place_move_title({ name: place.name })}
        open={open}
        onClose={() => setOpen(false)}
      >
        <MoveForm place={place} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function MoveForm({ place, onDone }: { place: LocationView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `campus.place.move.${place.id}`,
    owner: person.id,
    initialValues: { parent_id: place.parent_id ?? null, reason: '' } as {
      parent_id: string | null;
      reason: string;
    },
    validate: { reason: (reason) => (reason.trim() ? null : m.ui_required()) },
    send: ({ parent_id, reason }) =>
      orNewest(
        queryClient,
        ['campus', 'places'],
        read(
          api.POST('/api/v1/locations/{id}/move', {
            params: { path: { id: place.id }, header: ifMatch(place.version) },
            body: { parent_id, reason: reason.trim() },
          }),
        ),
      ),
    onAccepted: async (moved) => {
      queryClient.setQueryData(placeQuery(place.id).queryKey, moved);
      await queryClient.invalidateQueries();
      onDone();
    },
  });
  const { values, errors, setFieldValue, getInputProps } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={form.text}>{m.campus_place_move_text()}</p>
      <StandsHere placeId={place.id} />
      <PlacePicker
        label={m.campus_place_move_to()}
        description={place.kind === 'floor' ? undefined : m.campus_place_move_top()}
        kinds={ABOVE[place.kind]}
        value={values.parent_id}
        onChange={(id) => setFieldValue('parent_id', id)}
        error={errors.parent_id}
        data-path="parent_id"
      />
      <TextInput label={m.campus_place_reason()} autoComplete="off" {...getInputProps('reason')} />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.campus_place_move_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
