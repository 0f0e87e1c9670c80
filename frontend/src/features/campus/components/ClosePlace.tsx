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
import { SubmitBar } from '@/ui/SubmitBar';
import { placeQuery } from '../queries';
import form from './form.module.css';
import { StandsHere } from './StandsHere';

/** Closes an open place, opens a closed one. */
export function ClosePlace({ place }: { place: LocationView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {place.active ? m.campus_place_close() : m.campus_place_reopen()}
      </Button>
      <Dialog
        title={
          place.active
            ? m.campus_place_close_title({ name: place.name })
            : m.campus_place_reopen_title({ name: place.name })
        }
        open={open}
        onClose={() => setOpen(false)}
      >
        <CloseForm place={place} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function CloseForm({ place, onDone }: { place: LocationView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  // Kept while the dialog closes: the words must not turn over under the finger.
  const [closes] = useState(place.active);
  const submission = useSubmission({
    name: `campus.place.close.${place.id}`,
    owner: person.id,
    initialValues: { reason: '' },
    validate: { reason: (reason) => (!closes || reason.trim() ? null : m.ui_required()) },
    send: ({ reason }) => {
      const params = { path: { id: place.id }, header: ifMatch(place.version) };
      const pending = closes
        ? read(
            api.POST('/api/v1/locations/{id}/close', { params, body: { reason: reason.trim() } }),
          )
        : read(api.POST('/api/v1/locations/{id}/reopen', { params }));
      return orNewest(queryClient, ['campus', 'places'], pending);
    },
    onAccepted: async (changed) => {
      queryClient.setQueryData(placeQuery(place.id).queryKey, changed);
      await queryClient.invalidateQueries({ queryKey: ['campus'] });
      onDone();
    },
  });
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={form.text}>
        {closes ? m.campus_place_close_text() : m.campus_place_reopen_text()}
      </p>
      <StandsHere placeId={place.id} />
      {closes ? (
        <TextInput
          label={m.campus_place_reason()}
          autoComplete="off"
          {...submission.form.getInputProps('reason')}
        />
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {closes ? m.campus_place_close_do() : m.campus_place_reopen_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
