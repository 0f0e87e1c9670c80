import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, read } from '@/api/client';
import { meQuery } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { Me } from '@/api/schema';
import { rememberSession } from '@/api/session';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { IconCircleCheck } from '@/ui/icons';
import { PasswordField } from '@/ui/PasswordField';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import { OneTimeCode } from '../components/OneTimeCode';
import { passkeysWork } from '../passkeys-work';
import { required } from '../required';
import classes from './SignInPage.module.css';

// After the page: whoever types a password waits for none of it.
const PasskeySignIn = lazy(async () => ({
  default: (await import('../components/PasskeySignIn')).PasskeySignIn,
}));

interface Props {
  /** Already checked to be a path of this site. */
  next: string;
  /** What happened a moment ago: the school was created, or the password changed. */
  after?: 'set-up' | 'password';
}

/** One name, one password. Teachers have no work e-mail: staff number or name is enough. */
export function SignInPage({ next, after }: Props) {
  usePageTitle(m.identity_sign_in());
  const queryClient = useQueryClient();
  const router = useRouter();
  const [codeAsked, setCodeAsked] = useState(false);
  const enter = async (me: Me) => {
    // Whatever was read before belongs to nobody, or to somebody else.
    queryClient.clear();
    queryClient.setQueryData(meQuery.queryKey, me);
    rememberSession();
    await router.navigate({ href: next, replace: true });
  };
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.sign-in',
    owner: 'anonymous',
    initialValues: { login: '', password: '', one_time_code: '' },
    validate: { login: required, password: required },
    send: async ({ login, password, one_time_code }) => {
      const code = one_time_code.trim() === '' ? {} : { one_time_code };
      try {
        return await read(
          api.POST('/api/v1/session', { body: { login: login.trim(), password, ...code } }),
        );
      } catch (error) {
        setCodeAsked((asked) => asked || problemOf(error)?.code === 'totp_required');
        throw error;
      }
    },
    onAccepted: enter,
  });
  return (
    <PlainPage>
      <h1 className={classes.title}>{m.identity_sign_in()}</h1>
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        {after && !notice ? (
          <p className={classes.ready} role="status">
            <IconCircleCheck size={20} aria-hidden />
            {after === 'password' ? m.identity_password_changed() : m.identity_set_up_done()}
          </p>
        ) : null}
        <FormAlert notice={notice} />
        <TextInput
          label={m.identity_login()}
          description={m.identity_login_hint()}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
          {...form.getInputProps('login')}
        />
        <PasswordField
          label={m.identity_password()}
          autoComplete="current-password"
          required
          withAsterisk={false}
          {...form.getInputProps('password')}
        />
        {codeAsked ? <OneTimeCode {...form.getInputProps('one_time_code')} /> : null}
        <Button type="submit" loading={sending} fullWidth>
          {m.identity_sign_in()}
        </Button>
      </form>
      {passkeysWork() ? (
        <Suspense>
          <PasskeySignIn className={classes.passkey} onSignedIn={enter} />
        </Suspense>
      ) : null}
      <Link to="/forgot" className={classes.forgot}>
        {m.identity_forgot()}
      </Link>
    </PlainPage>
  );
}
