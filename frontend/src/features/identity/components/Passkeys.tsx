import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { PasskeyView, SecurityView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { deviceName } from '../device';
import { makePasskey } from '../passkey';
import { passkeysWork } from '../passkeys-work';
import { required } from '../required';
import { useAct } from '../use-act';
import classes from './ChangePassword.module.css';
import { CurrentPassword } from './CurrentPassword';
import devices from './Devices.module.css';
import { PasskeyButton } from './PasskeyButton';
import part from './Security.module.css';

/** One's own passkeys: seen, added, removed, and used where the password alone had opened the session. */
export function Passkeys({ security }: { security: SecurityView }) {
  const queryClient = useQueryClient();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const works = passkeysWork();
  // Rights and pages follow: a session that needed it is whole now.
  const refresh = () => queryClient.invalidateQueries();
  return (
    <section aria-labelledby="passkeys" className={part.part}>
      <h2 id="passkeys">{m.security_passkeys()}</h2>
      {me.must_use_passkey ? (
        <>
          <p className={part.ask} role="status">
            {m.security_passkey_asked()}
          </p>
          {works ? (
            <PasskeyButton
              label={m.security_passkey_use()}
              onProof={async (passkey) => {
                await read(api.POST('/api/v1/session/step-up', { body: { passkey } }));
                await refresh();
              }}
            />
          ) : null}
        </>
      ) : null}
      <p className={classes.text}>
        {works ? m.security_passkeys_lead() : m.security_passkeys_not_here()}
      </p>
      {security.passkeys.length > 0 ? (
        <ul className={devices.devices}>
          {security.passkeys.map((passkey) => (
            <Passkey key={passkey.id} passkey={passkey} onRemoved={refresh} />
          ))}
        </ul>
      ) : null}
      {works ? (
        <div className={part.acts}>
          <Button variant="default" onClick={() => setOpen(true)}>
            {m.security_passkey_add()}
          </Button>
        </div>
      ) : null}
      <Dialog title={m.security_passkey_add()} open={open} onClose={() => setOpen(false)}>
        <AddForm
          onDone={async () => {
            await refresh();
            setOpen(false);
          }}
        />
      </Dialog>
    </section>
  );
}

interface PasskeyProps {
  passkey: PasskeyView;
  onRemoved: () => Promise<void>;
}

function Passkey({ passkey, onRemoved }: PasskeyProps) {
  const { busy, trouble, run } = useAct(async () => {
    await read(api.DELETE('/api/v1/me/passkeys/{id}', { params: { path: { id: passkey.id } } }));
    await onRemoved();
  });

  return (
    <li className={devices.device}>
      <div className={devices.what}>
        <p>{passkey.name}</p>
        <p className={devices.small}>
          {passkey.last_used_at ? m.security_passkey_used() : m.security_passkey_added()}{' '}
          <DateText value={passkey.last_used_at ?? passkey.created_at} hour />
        </p>
        {trouble ? (
          <p className={devices.trouble} role="alert">
            {trouble}
          </p>
        ) : null}
      </div>
      <Button
        variant="subtle"
        loading={busy}
        onClick={run}
        aria-label={m.security_passkey_remove_label({ name: passkey.name })}
      >
        {m.security_passkey_remove()}
      </Button>
    </li>
  );
}

function AddForm({ onDone }: { onDone: () => Promise<void> }) {
  const { person } = useMe();
  const [undone, setUndone] = useState<string | null>(null);
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.passkey',
    owner: person.id,
    initialValues: { name: deviceName(navigator.userAgent) ?? '', password: '' },
    validate: { name: required, password: required },
    send: async ({ name, password }) => {
      setUndone(null);
      const asked = await read(api.POST('/api/v1/me/passkeys/options', { body: { password } }));
      const credential = await made(asked.options, setUndone);
      return credential === null
        ? null
        : read(api.POST('/api/v1/me/passkeys', { body: { name, state: asked.state, credential } }));
    },
    onAccepted: async (added) => {
      if (added) {
        await onDone();
      }
    },
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      {undone ? <p role="alert">{undone}</p> : null}
      <TextInput
        label={m.security_passkey_name()}
        description={m.security_passkey_name_hint()}
        maxLength={60}
        {...form.getInputProps('name')}
      />
      <CurrentPassword data-autofocus {...form.getInputProps('password')} />
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {m.security_passkey_add()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** `null`, with the reason told, when the browser made none. */
async function made(
  options: unknown,
  tell: (why: string) => void,
): Promise<Record<string, unknown> | null> {
  try {
    return await makePasskey(options);
  } catch (error) {
    const there = error instanceof DOMException && error.name === 'InvalidStateError';
    tell(there ? m.security_passkey_there() : m.security_passkey_undone());
    return null;
  }
}
