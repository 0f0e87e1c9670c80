import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { meQuery } from '@/api/me';
import type { Me } from '@/api/schema';
import { rememberSession } from '@/api/session';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PasswordField } from '@/ui/PasswordField';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import classes from '../pages/SignInPage.module.css';
import { required } from '../required';

/** An auditor with the code from the envelope: who he is, and in. */
export function OpenSeatPage() {
  usePageTitle(m.auditor_open());
  const [me, setMe] = useState<Me | null>(null);
  return <PlainPage>{me ? <Seated me={me} /> : <OpenSeat onOpened={setMe} />}</PlainPage>;
}

function OpenSeat({ onOpened }: { onOpened: (me: Me) => void }) {
  const queryClient = useQueryClient();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.auditor-seat',
    owner: 'anonymous',
    initialValues: { code: '', name: '', unit: '', password: '' },
    validate: { code: required, name: required, unit: required, password: required },
    send: ({ code, name, unit, password }) =>
      read(
        api.POST('/api/v1/auditor-seats', {
          body: { code: code.trim(), name: name.trim(), unit: unit.trim(), password },
        }),
      ),
    onAccepted: (me) => {
      // Whatever was read before belongs to nobody, or to somebody else.
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      rememberSession();
      onOpened(me);
    },
  });
  return (
    <>
      <h1 className={classes.title}>{m.auditor_open()}</h1>
      <p className={classes.lead}>{m.auditor_open_lead()}</p>
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <FormAlert notice={notice} />
        <TextInput
          label={m.auditor_code()}
          description={m.auditor_code_hint()}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          {...form.getInputProps('code')}
        />
        <TextInput label={m.auditor_name()} autoComplete="name" {...form.getInputProps('name')} />
        <TextInput
          label={m.auditor_unit()}
          autoComplete="organization"
          {...form.getInputProps('unit')}
        />
        <PasswordField
          label={m.auditor_password()}
          description={m.auditor_password_hint()}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={sending} fullWidth>
          {m.auditor_open_do()}
        </Button>
      </form>
      <p className={classes.help}>{m.auditor_open_recorded()}</p>
    </>
  );
}

/** Said once, and large: with this name he comes back tomorrow. */
function Seated({ me }: { me: Me }) {
  const router = useRouter();
  return (
    <>
      <h1 className={classes.title}>{m.auditor_opened({ school: me.school.name })}</h1>
      <p>{m.auditor_opened_text()}</p>
      <p className={classes.loginName}>{me.sign_in_name}</p>
      <Button fullWidth onClick={() => void router.navigate({ to: '/audit-desk', replace: true })}>
        {m.auditor_start()}
      </Button>
    </>
  );
}
