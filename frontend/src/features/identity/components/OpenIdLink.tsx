import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { OpenIdView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { depart } from '../openid';
import { securityQuery } from '../queries';
import { required } from '../required';
import { useAct } from '../use-act';
import classes from './ChangePassword.module.css';
import { CurrentPassword } from './CurrentPassword';
import part from './Security.module.css';

/** The own account at the provider, where the installation has one. */
export function OpenIdLink({ openid }: { openid: OpenIdView }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const { provider, linked_at, last_used_at } = openid;
  const removal = useAct(async () => {
    await read(api.DELETE('/api/v1/me/openid'));
    await queryClient.invalidateQueries({ queryKey: securityQuery.queryKey });
  });
  return (
    <section aria-labelledby="openid" className={part.part}>
      <h2 id="openid">{provider}</h2>
      <p className={classes.text}>
        {linked_at ? (
          <>
            {last_used_at ? m.security_passkey_used() : m.security_openid_since()}{' '}
            <DateText value={last_used_at ?? linked_at} hour />
          </>
        ) : (
          m.security_openid_lead({ provider })
        )}
      </p>
      {removal.trouble ? <p role="alert">{removal.trouble}</p> : null}
      <div className={part.acts}>
        {linked_at ? (
          <Button variant="default" loading={removal.busy} onClick={removal.run}>
            {m.security_openid_remove()}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {m.security_openid_link()}
          </Button>
        )}
      </div>
      <Dialog title={m.security_openid_link()} open={open} onClose={() => setOpen(false)}>
        <LinkForm provider={provider} />
      </Dialog>
    </section>
  );
}

function LinkForm({ provider }: { provider: string }) {
  const { person } = useMe();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.openid',
    owner: person.id,
    initialValues: { password: '' },
    validate: { password: required },
    send: (body) => read(api.POST('/api/v1/me/openid/authorization', { body })),
    onAccepted: ({ url, ceremony }) =>
      depart(url, { purpose: 'link', ceremony, next: '/me/security' }),
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <p>{m.security_openid_link_text({ provider })}</p>
      <FormAlert notice={notice} />
      <CurrentPassword data-autofocus {...form.getInputProps('password')} />
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {m.security_openid_link_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
