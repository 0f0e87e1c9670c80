import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { PublicationView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { PhotoField } from '@/ui/PhotoField';
import { SubmitBar } from '@/ui/SubmitBar';
import { PURCHASES } from '../queries';
import classes from './Publication.module.css';
import { postPublication, publicationQuery } from './queries';

interface Props {
  notice: PublicationView;
  open: boolean;
  onClose: () => void;
}

/** It hangs on the board: since when, how long, and a photo of it. */
export function PostDialog({ notice, open, onClose }: Props) {
  return (
    <Dialog title={m.publications_post()} open={open} onClose={onClose}>
      <PostForm notice={notice} onDone={onClose} />
    </Dialog>
  );
}

function PostForm({ notice, onDone }: { notice: PublicationView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const [waiting, setWaiting] = useState(false);
  const submission = useSubmission({
    name: `purchases.publication.post.${notice.id}`,
    owner: person.id,
    initialValues: {
      published_on: schoolDay(),
      published_until: '',
      upload_ids: [] as string[],
    },
    validate: {
      published_on: (day) => (day ? null : m.ui_required()),
      published_until: (day) => (day ? null : m.ui_required()),
      upload_ids: (ids) => (ids.length > 0 ? null : m.publications_no_photo()),
    },
    send: (values, key) => orNewest(queryClient, PURCHASES, postPublication(notice, values, key)),
    onAccepted: (posted) => {
      queryClient.setQueryData(publicationQuery(posted.id).queryKey, posted);
      void queryClient.invalidateQueries({ queryKey: PURCHASES });
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={classes.quiet}>{m.publications_post_text()}</p>
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={m.publications_published_on()}
          {...form.getInputProps('published_on')}
        />
        <TextInput
          type="date"
          label={m.publications_published_until()}
          {...form.getInputProps('published_until')}
        />
      </div>
      <PhotoField
        label={m.publications_photo()}
        most={10}
        value={form.values.upload_ids}
        onChange={(ids) => form.setFieldValue('upload_ids', ids)}
        onWaiting={setWaiting}
        errors={form.errors}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending} disabled={waiting}>
          {m.publications_post()}
        </Button>
      </SubmitBar>
    </form>
  );
}
