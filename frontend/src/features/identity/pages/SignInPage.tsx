import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { Me } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { IconCircleCheck } from '@/ui/icons';
import { PasswordField } from '@/ui/PasswordField';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import { OneTimeCode } from '../components/OneTimeCode';
import { OpenIdSignIn } from '../components/OpenIdSignIn';
import { PasskeySignIn } from '../components/PasskeySignIn';
import { passkeysWork } from '../passkeys-work';
import { required } from '../required';
import { setupQuery } from '../setup-query';
import { useEnter } from '../use-enter';
import classes from './SignInPage.module.css';

interface Props {
  /** Already checked to be a path of this site. */
  next: string;
  /** What happened a moment ago: the school was created, or the password changed. */
  after?: 'set-up' | 'password';
}

/** One name, one password. Teachers have no work e-mail: staff number or name is enough. */
export function SignInPage({ next, after }: Props) {
  usePageTitle(m.identity_sign_in());
  const enter = useEnter();
  const entered = (me: Me) => enter(me, next);
  const provider = useQuery(setupQuery).data?.openid;
  const [codeAsked, setCodeAsked] = useState(false);
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
    onAccepted: entered,
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
      {passkeysWork() ? <PasskeySignIn className={classes.passkey} onSignedIn={entered} /> : null}
      {provider ? (
        <OpenIdSignIn className={classes.passkey} provider={provider} next={next} />
      ) : null}
      <Link to="/forgot" className={classes.forgot}>
        {m.identity_forgot()}
      </Link>
    </PlainPage>
  );
}
