import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import { onProofAsked } from '@/api/session';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { PasswordField } from '@/ui/PasswordField';
import { SubmitBar } from '@/ui/SubmitBar';
import { passkeysWork } from '../passkeys-work';
import { securityQuery } from '../queries';
import { required } from '../required';
import classes from './ChangePassword.module.css';
import { PasskeyButton } from './PasskeyButton';

/** Asks for PIN, password or passkey when a step wants a fresh proof; what waits for it is then sent once more. */
export function StepUp() {
  const [open, setOpen] = useState(false);
  const waiting = useRef<((proven: boolean) => void)[]>([]);
  useEffect(
    () =>
      onProofAsked(
        () =>
          new Promise((resolve) => {
            waiting.current.push(resolve);
            setOpen(true);
          }),
      ),
    [],
  );
  const answer = (proven: boolean) => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) {
      resolve(proven);
    }
  };
  return (
    <Dialog title={m.security_step_up()} open={open} onClose={() => answer(false)}>
      <Means onProven={() => answer(true)} />
    </Dialog>
  );
}

function Means({ onProven }: { onProven: () => void }) {
  const { data, error } = useQuery(securityQuery);
  // The password always does; who has a PIN is asked for that first.
  return data || error ? (
    <ProofForm
      hasPin={data?.has_pin ?? false}
      hasPasskey={passkeysWork() && (data?.passkeys.length ?? 0) > 0}
      onProven={onProven}
    />
  ) : (
    <PageSkeleton />
  );
}

interface ProofProps {
  hasPin: boolean;
  hasPasskey: boolean;
  onProven: () => void;
}

function ProofForm({ hasPin, hasPasskey, onProven }: ProofProps) {
  const { person, sign_in_name } = useMe();
  const [byPin, setByPin] = useState(hasPin);
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.step-up',
    owner: person.id,
    initialValues: { pin: '', password: '' },
    validate: byPin ? { pin: required } : { password: required },
    send: ({ pin, password }) =>
      read(api.POST('/api/v1/session/step-up', { body: byPin ? { pin } : { password } })),
    onAccepted: onProven,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <p className={classes.text}>{m.security_step_up_text()}</p>
      <input type="text" autoComplete="username" value={sign_in_name} readOnly hidden />
      {byPin ? (
        <PasswordField
          key="pin"
          label={m.security_pin()}
          inputMode="numeric"
          maxLength={6}
          autoComplete="off"
          data-autofocus
          autoFocus
          {...form.getInputProps('pin')}
        />
      ) : (
        <PasswordField
          key="password"
          label={m.identity_password()}
          autoComplete="current-password"
          data-autofocus
          autoFocus
          {...form.getInputProps('password')}
        />
      )}
      {hasPasskey ? (
        <PasskeyButton
          label={m.security_passkey_use()}
          onProof={async (passkey) => {
            await read(api.POST('/api/v1/session/step-up', { body: { passkey } }));
            onProven();
          }}
        />
      ) : null}
      <SubmitBar>
        {hasPin ? (
          <Button variant="subtle" onClick={() => setByPin(!byPin)}>
            {byPin ? m.security_by_password() : m.security_by_pin()}
          </Button>
        ) : null}
        <Button type="submit" loading={sending}>
          {m.security_step_up_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
