import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { meQuery } from '@/api/me';
import type { Me } from '@/api/schema';
import { rememberSession } from '@/api/session';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PasswordField } from '@/ui/PasswordField';
import classes from '../pages/SignInPage.module.css';
import { required } from '../required';

interface Props {
  code: string;
  school: string;
  onJoined: (me: Me) => void;
}

/** Signs in with the account one has, adds the slip's school to it, and goes there. */
async function join(code: string, login: string, password: string): Promise<Me> {
  const { schools } = await read(api.POST('/api/v1/session', { body: { login, password } }));
  const mine = new Set(schools.filter((known) => !known.visiting).map((known) => known.id));
  const { items } = await read(api.POST('/api/v1/me/schools', { body: { code } }));
  const joined = items.find((one) => !one.visiting && !mine.has(one.id));
  return joined
    ? read(api.POST('/api/v1/session/school', { body: { school_id: joined.id } }))
    : read(api.GET('/api/v1/me'));
}

/** For people who work in several schools: one account for all of them. */
export function JoinWithAccount({ code, school, onJoined }: Props) {
  const queryClient = useQueryClient();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.join-with-account',
    owner: 'anonymous',
    initialValues: { login: '', password: '' },
    validate: { login: required, password: required },
    send: ({ login, password }) => join(code, login, password),
    onAccepted: (me) => {
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      rememberSession();
      onJoined(me);
    },
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <p>{m.join_existing_text({ school })}</p>
      <FormAlert notice={notice} />
      <TextInput
        label={m.identity_login()}
        autoComplete="username"
        autoCapitalize="none"
        {...form.getInputProps('login')}
      />
      <PasswordField
        label={m.identity_password()}
        autoComplete="current-password"
        {...form.getInputProps('password')}
      />
      <Button type="submit" loading={sending} fullWidth variant="default">
        {m.join_existing_do()}
      </Button>
    </form>
  );
}
