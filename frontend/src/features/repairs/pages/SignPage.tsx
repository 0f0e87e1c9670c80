import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, read } from '@/api/client';
import { meQuery } from '@/api/me';
import type { SignPage as Sign, SignReported } from '@/api/schema';
import { maybeSignedIn } from '@/api/session';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { IconUserCircle } from '@/ui/icons';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { CategoryPicker, type FaultValue } from '../components/CategoryPicker';
import { OpenHere } from '../components/OpenHere';
import { Photos } from '../components/Photos';
import { Reported } from '../components/Reported';
import { REPAIRS, signQuery } from '../queries';
import { atLeastOne, faultsOf, given, some } from '../report-form';
import classes from './SignPage.module.css';

/** What whoever stands before a door sees: the room, what is known already, nine buttons, send. */
export function SignPage({ code }: { code: string }) {
  const { data: sign } = useSuspenseQuery(signQuery(code));
  usePageTitle(m.repairs_sign_page_title({ room: sign.room.name }));
  useViewer(code, sign);
  const [reported, setReported] = useState<SignReported | null>(null);
  const queryClient = useQueryClient();
  return (
    <PlainPage wide>
      <header className={classes.header}>
        <p className={classes.school}>{sign.school_name}</p>
        <h1 className={classes.room}>{sign.room.name}</h1>
        <p className={classes.path}>{sign.room.path}</p>
        {sign.asset ? (
          <p className={classes.thing}>{m.labels_scanned({ name: sign.asset.name })}</p>
        ) : null}
      </header>
      {reported ? (
        <Reported
          cases={reported.cases}
          signedIn={sign.viewer_name !== null}
          onAnother={() => {
            setReported(null);
            window.scrollTo(0, 0);
            void queryClient.invalidateQueries({ queryKey: REPAIRS });
          }}
        />
      ) : (
        <SignForm code={code} sign={sign} onReported={setReported} />
      )}
    </PlainPage>
  );
}

/** A session may have to be renewed before the server knows the viewer; being nobody is no loss. */
function useViewer(code: string, sign: Sign): void {
  const queryClient = useQueryClient();
  const { data: me } = useQuery({ ...meQuery, retry: false, enabled: maybeSignedIn() });
  const unknown = sign.viewer_name === null;
  useEffect(() => {
    if (me && unknown) {
      void queryClient.invalidateQueries({ queryKey: signQuery(code).queryKey });
    }
  }, [me, unknown, code, queryClient]);
}

interface FormProps {
  code: string;
  sign: Sign;
  onReported: (reported: SignReported) => void;
}

function SignForm({ code, sign, onReported }: FormProps) {
  const path = { code };
  const [waiting, setWaiting] = useState(false);
  const submission = useSubmission({
    name: `repairs.sign.${code}`,
    owner: 'anonymous',
    keepDraft: true,
    initialValues: {
      faults: [] as FaultValue[],
      text: '',
      reporter_name: '',
      phone: '',
      upload_ids: [] as string[],
    },
    validate: { faults: atLeastOne },
    send: (values, key) =>
      read(
        api.POST('/api/v1/signs/{code}/repair-cases', {
          params: { path, header: { 'Idempotency-Key': key } },
          body: {
            faults: faultsOf(values.faults),
            text: given(values.text),
            reporter_name: given(values.reporter_name),
            phone: given(values.phone),
            upload_ids: some(values.upload_ids),
          },
        }),
      ),
    onAccepted: (reported) => {
      window.scrollTo(0, 0);
      onReported(reported);
    },
  });
  const { form, sending, notice, onSubmit } = submission;
  return (
    <>
      <OpenHere
        owner="anonymous"
        cases={sign.open_cases}
        join={(number, key) =>
          read(
            api.POST('/api/v1/signs/{code}/joins', {
              params: { path, header: { 'Idempotency-Key': key } },
              body: { number, reporter_name: given(form.values.reporter_name) },
            }),
          )
        }
      />
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <FormAlert notice={notice} />
        <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
        <CategoryPicker
          categories={sign.categories}
          value={form.values.faults}
          onChange={(faults) => {
            form.setFieldValue('faults', faults);
            form.clearFieldError('faults');
          }}
          error={form.errors.faults}
        />
        <TextArea
          label={m.repairs_text()}
          placeholder={m.repairs_text_example()}
          rows={2}
          {...form.getInputProps('text')}
        />
        <Photos
          key={submission.restoredFrom}
          most={3}
          value={form.values.upload_ids}
          onChange={(ids) => form.setFieldValue('upload_ids', ids)}
          onWaiting={setWaiting}
          errors={form.errors}
          signCode={code}
        />
        {sign.viewer_name === null ? (
          <details className={classes.who}>
            <summary>{m.repairs_who_optional()}</summary>
            <div className={classes.fields}>
              <TextInput
                label={m.repairs_your_name()}
                autoComplete="name"
                {...form.getInputProps('reporter_name')}
              />
              <TextInput
                label={m.repairs_your_phone()}
                description={m.repairs_your_phone_hint()}
                type="tel"
                autoComplete="tel"
                {...form.getInputProps('phone')}
              />
            </div>
          </details>
        ) : (
          <p className={classes.viewer}>
            <IconUserCircle size={20} aria-hidden />
            {m.repairs_reporting_as({ name: sign.viewer_name ?? '' })}
          </p>
        )}
        <SubmitBar>
          <Button type="submit" loading={sending} disabled={waiting}>
            {m.repairs_send()}
          </Button>
        </SubmitBar>
      </form>
    </>
  );
}
