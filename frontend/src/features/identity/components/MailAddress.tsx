import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { MyMailAddress } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { mailAddressQuery } from '../queries';
import { required } from '../required';
import { useAct } from '../use-act';
import classes from './ChangePassword.module.css';
import { CurrentPassword } from './CurrentPassword';
import part from './Security.module.css';

/** An address for a forgotten password, for those who want one. */
export function MailAddress() {
  const { data: mine } = useQuery(mailAddressQuery);
  return mine ? (
    <section aria-labelledby="mail-address" className={part.part}>
      <h2 id="mail-address">{m.mail_mine()}</h2>
      <Standing mine={mine} />
      <Acts mine={mine} />
    </section>
  ) : null;
}

function Standing({ mine }: { mine: MyMailAddress }) {
  const several = useMe().schools.filter((school) => !school.visiting).length > 1;
  return (
    <>
      <p className={classes.text}>
        {mine.address
          ? m.mail_mine_on({ address: mine.address })
          : mine.available
            ? m.mail_mine_lead()
            : m.mail_mine_none()}
      </p>
      {mine.waiting ? <p role="status">{m.mail_mine_waiting({ address: mine.waiting })}</p> : null}
      {mine.codes_needed && mine.available ? (
        <p className={part.ask}>{m.mail_mine_codes()}</p>
      ) : null}
      {several && mine.available ? <p className={classes.text}>{m.mail_mine_schools()}</p> : null}
    </>
  );
}

function Acts({ mine }: { mine: MyMailAddress }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: mailAddressQuery.queryKey });

  const removal = useAct(async () => {
    await read(api.DELETE('/api/v1/me/mail-address'));
    await refresh();
  });

  return (
    <>
      {removal.trouble ? <p role="alert">{removal.trouble}</p> : null}
      <div className={part.acts}>
        {mine.available ? (
          <Button variant="default" onClick={() => setOpen(true)}>
            {mine.address ? m.mail_mine_change() : m.mail_mine_enter()}
          </Button>
        ) : null}
        {mine.address || mine.waiting ? (
          <Button variant="subtle" loading={removal.busy} onClick={removal.run}>
            {m.mail_mine_remove()}
          </Button>
        ) : null}
      </div>
      <Dialog title={m.mail_mine_enter()} open={open} onClose={() => setOpen(false)}>
        <Enter
          onDone={async () => {
            await refresh();
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

function Enter({ onDone }: { onDone: () => Promise<void> }) {
  const { person } = useMe();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.mail-address',
    owner: person.id,
    initialValues: { address: '', password: '' },
    validate: { address: required, password: required },
    send: (values) => read(api.POST('/api/v1/me/mail-address', { body: values })),
    onAccepted: onDone,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <TextInput
        label={m.mail_mine_address()}
        type="email"
        inputMode="email"
        autoComplete="email"
        data-autofocus
        {...form.getInputProps('address')}
      />
      <CurrentPassword {...form.getInputProps('password')} />
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {m.mail_mine_send()}
        </Button>
      </SubmitBar>
    </form>
  );
}
