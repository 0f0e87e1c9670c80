import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { PasswordField } from '@/ui/PasswordField';
import { SubmitBar } from '@/ui/SubmitBar';
import { securityQuery } from '../queries';
import { required } from '../required';
import { useAct } from '../use-act';
import classes from './ChangePassword.module.css';
import { CurrentPassword } from './CurrentPassword';
import part from './Security.module.css';

/** Six digits instead of the password, where a step asks once more who one is. */
export function Pin({ has }: { has: boolean }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: securityQuery.queryKey });

  const removal = useAct(async () => {
    await read(api.DELETE('/api/v1/me/pin'));
    await refresh();
  });

  return (
    <section aria-labelledby="pin" className={part.part}>
      <h2 id="pin">{m.security_pin()}</h2>
      <p className={classes.text}>{has ? m.security_pin_on() : m.security_pin_lead()}</p>
      {removal.trouble ? <p role="alert">{removal.trouble}</p> : null}
      <div className={part.acts}>
        <Button variant="default" onClick={() => setOpen(true)}>
          {has ? m.security_pin_change() : m.security_pin_set()}
        </Button>
        {has ? (
          <Button variant="subtle" loading={removal.busy} onClick={removal.run}>
            {m.security_pin_remove()}
          </Button>
        ) : null}
      </div>
      <Dialog title={m.security_pin_set()} open={open} onClose={() => setOpen(false)}>
        <PinForm
          onDone={async () => {
            await refresh();
            setOpen(false);
          }}
        />
      </Dialog>
    </section>
  );
}

function PinForm({ onDone }: { onDone: () => Promise<void> }) {
  const { person } = useMe();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.pin',
    owner: person.id,
    initialValues: { pin: '', password: '' },
    validate: { pin: required, password: required },
    send: (values) => read(api.PUT('/api/v1/me/pin', { body: values })),
    onAccepted: onDone,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <PasswordField
        label={m.security_pin()}
        description={m.security_pin_hint()}
        inputMode="numeric"
        maxLength={6}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('pin')}
      />
      <CurrentPassword {...form.getInputProps('password')} />
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {m.security_pin_set()}
        </Button>
      </SubmitBar>
    </form>
  );
}
