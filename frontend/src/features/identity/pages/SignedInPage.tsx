import { Button } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api, read } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { Me } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import { OneTimeCode } from '../components/OneTimeCode';
import { type Arrival, arrive } from '../openid';
import { required } from '../required';
import { useEnter } from '../use-enter';
import classes from './SignInPage.module.css';

/** Where the provider sends the browser back: signs in, or links, with what it brings. */
export function SignedInPage() {
  const router = useRouter();
  const enter = useEnter();
  const begun = useRef(false);
  const [arrival, setArrival] = useState<Arrival | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [proof, setProof] = useState<string | null>(null);
  const linking = arrival?.purpose === 'link';
  const [underway, failed] = linking
    ? [m.security_openid_linking(), m.security_openid_not_linked()]
    : [m.security_openid_title(), m.security_openid_failed()];
  const title = proof ? m.security_openid_code() : trouble ? failed : underway;
  usePageTitle(title);

  async function goOn({ purpose, next, ceremony, code, state }: Arrival): Promise<void> {
    const body = { ceremony, code, state };
    if (purpose === 'link') {
      await read(api.POST('/api/v1/me/openid', { body }));
      await router.navigate({ href: next, replace: true });
      return;
    }
    const said = await read(api.POST('/api/v1/session/openid/proof', { body }));
    if (said.totp_required) {
      setProof(said.proof);
      return;
    }
    const me = await read(api.POST('/api/v1/session/openid', { body: { proof: said.proof } }));
    await enter(me, next);
  }

  // Once, whatever React does: a code is good once.
  useEffect(() => {
    if (begun.current) {
      return;
    }
    begun.current = true;
    const back = arrive();
    setArrival(back);
    if (back) {
      goOn(back).catch((error) => setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer()));
    } else {
      setTrouble(m.security_openid_gone());
    }
  });

  return (
    <PlainPage>
      <h1 className={classes.title}>{title}</h1>
      {trouble ? <p role="alert">{trouble}</p> : null}
      {proof && arrival ? (
        <CodeForm proof={proof} onSignedIn={(me) => enter(me, arrival.next)} />
      ) : null}
      <Link to={linking ? '/me/security' : '/sign-in'} className={classes.forgot}>
        {linking ? m.security_openid_own() : m.security_openid_back()}
      </Link>
    </PlainPage>
  );
}

interface CodeProps {
  proof: string;
  onSignedIn: (me: Me) => Promise<void>;
}

function CodeForm({ proof, onSignedIn }: CodeProps) {
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.openid-code',
    owner: 'anonymous',
    initialValues: { one_time_code: '' },
    validate: { one_time_code: required },
    send: ({ one_time_code }) =>
      read(api.POST('/api/v1/session/openid', { body: { proof, one_time_code } })),
    onAccepted: onSignedIn,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <OneTimeCode {...form.getInputProps('one_time_code')} />
      <Button type="submit" loading={sending} fullWidth>
        {m.identity_sign_in()}
      </Button>
    </form>
  );
}
