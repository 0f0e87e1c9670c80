import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, read } from '@/api/client';
import { meQuery } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { Me, SlipOwner } from '@/api/schema';
import { rememberSession } from '@/api/session';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ErrorState } from '@/ui/ErrorState';
import { Folded } from '@/ui/Folded';
import { FormAlert } from '@/ui/FormAlert';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { PasswordField } from '@/ui/PasswordField';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import { JoinWithAccount } from '../components/JoinWithAccount';
import { OneTimeCode } from '../components/OneTimeCode';
import { slipOwnerQuery } from '../queries';
import { required } from '../required';
import classes from './SignInPage.module.css';

/** Somebody with a sign-in slip: whose it is, a password, and in. */
export function JoinPage() {
  usePageTitle(m.join_title());
  // The code stands behind the #: read once, then out of the address, so that nobody who looks back finds it.
  const [code, setCode] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const [me, setMe] = useState<Me | null>(null);
  useEffect(() => {
    if (window.location.hash) {
      window.history.replaceState(window.history.state, '', window.location.pathname);
    }
  }, []);
  return (
    <PlainPage>
      {me ? (
        <Joined me={me} />
      ) : code ? (
        <Owner code={code} onWrong={() => setCode('')} onJoined={setMe} />
      ) : (
        <TypeCode onCode={setCode} />
      )}
    </PlainPage>
  );
}

function TypeCode({ onCode }: { onCode: (code: string) => void }) {
  const [typed, setTyped] = useState('');
  return (
    <>
      <h1 className={classes.title}>{m.join_title()}</h1>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          onCode(typed.trim());
        }}
      >
        <TextInput
          label={m.join_code()}
          description={m.join_code_hint()}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth disabled={typed.trim() === ''}>
          {m.join_next()}
        </Button>
      </form>
    </>
  );
}

interface OwnerProps {
  code: string;
  onWrong: () => void;
  onJoined: (me: Me) => void;
}

function Owner({ code, onWrong, onJoined }: OwnerProps) {
  const { data, error, refetch } = useQuery(slipOwnerQuery(code));
  if (data) {
    return <Choose code={code} owner={data} onJoined={onJoined} />;
  }
  return error ? (
    <>
      <h1 className={classes.title}>{m.join_title()}</h1>
      <ErrorState error={error} onRetry={() => void refetch()} />
      <Button variant="default" fullWidth onClick={onWrong}>
        {m.join_type()}
      </Button>
    </>
  ) : (
    <PageSkeleton />
  );
}

function Choose(props: { code: string; owner: SlipOwner; onJoined: (me: Me) => void }) {
  const { code, owner, onJoined } = props;
  const queryClient = useQueryClient();
  const [codeAsked, setCodeAsked] = useState(false);
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.join',
    owner: 'anonymous',
    initialValues: { password: '', one_time_code: '' },
    validate: { password: required },
    send: async ({ password, one_time_code }) => {
      const proof = one_time_code.trim() === '' ? {} : { one_time_code };
      try {
        return await read(
          api.POST('/api/v1/sign-in-slips/redeem', { body: { code, password, ...proof } }),
        );
      } catch (error) {
        setCodeAsked((asked) => asked || problemOf(error)?.code === 'totp_required');
        throw error;
      }
    },
    onAccepted: (me) => {
      // Whatever was read before belongs to nobody, or to somebody else.
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      rememberSession();
      onJoined(me);
    },
  });
  return (
    <>
      <h1 className={classes.title}>{m.join_hello({ name: owner.name })}</h1>
      <p className={classes.lead}>
        {owner.by_mail
          ? m.join_reset_by_mail()
          : owner.reset
            ? m.join_reset({ school: owner.school })
            : m.join_first({ school: owner.school })}
      </p>
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <FormAlert notice={notice} />
        {/* For the browser's key chain: whose password this is. */}
        <input type="text" autoComplete="username" value={owner.name} readOnly hidden />
        <PasswordField
          label={m.identity_password_new()}
          description={m.identity_password_new_hint()}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        {codeAsked ? <OneTimeCode {...form.getInputProps('one_time_code')} /> : null}
        <Button type="submit" loading={sending} fullWidth>
          {m.join_do()}
        </Button>
      </form>
      {owner.other_schools && !owner.reset ? (
        <div className={classes.other}>
          <Folded title={m.join_existing()}>
            <JoinWithAccount code={code} school={owner.school} onJoined={onJoined} />
          </Folded>
        </div>
      ) : null}
    </>
  );
}

/** Said once, and large: with this name one comes back on another device. */
function Joined({ me }: { me: Me }) {
  const router = useRouter();
  return (
    <>
      <h1 className={classes.title}>{m.join_done()}</h1>
      <p>{m.join_done_text()}</p>
      <p className={classes.loginName}>{me.sign_in_name}</p>
      <Button fullWidth onClick={() => void router.navigate({ to: '/', replace: true })}>
        {m.join_start()}
      </Button>
    </>
  );
}
