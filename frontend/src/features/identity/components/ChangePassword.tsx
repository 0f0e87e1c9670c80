import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconKey } from '@/ui/icons';
import { PasswordField } from '@/ui/PasswordField';
import { SubmitBar } from '@/ui/SubmitBar';
import { required } from '../required';
import classes from './ChangePassword.module.css';
import { CurrentPassword } from './CurrentPassword';

export function ChangePassword({ onChanged }: { onChanged: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconKey size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.identity_password_change()}
      </Button>
      <Dialog title={m.identity_password_change()} open={open} onClose={() => setOpen(false)}>
        <PasswordForm onChanged={onChanged} />
      </Dialog>
    </>
  );
}

function PasswordForm({ onChanged }: { onChanged: () => Promise<void> }) {
  const { person } = useMe();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.password',
    owner: person.id,
    initialValues: { current: '', new: '' },
    validate: { current: required, new: required },
    send: (values) => read(api.POST('/api/v1/me/password', { body: values })),
    onAccepted: onChanged,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <p className={classes.text}>{m.identity_password_change_text()}</p>
      <CurrentPassword data-autofocus {...form.getInputProps('current')} />
      <PasswordField
        label={m.identity_password_new()}
        description={m.identity_password_new_hint()}
        autoComplete="new-password"
        {...form.getInputProps('new')}
      />
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {m.identity_password_change()}
        </Button>
      </SubmitBar>
    </form>
  );
}
