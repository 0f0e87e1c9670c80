import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, read } from '@/api/client';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import classes from './SignInPage.module.css';

/** Opened from a mail. Asks for a tap: programs that look into mail open links as well. */
export function ConfirmMailPage() {
  usePageTitle(m.mail_confirm_title());
  // Read once, then out of the address, as on the page of a slip.
  const [code] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (window.location.hash) {
      window.history.replaceState(window.history.state, '', window.location.pathname);
    }
  }, []);
  return (
    <PlainPage>
      <h1 className={classes.title}>{m.mail_confirm_title()}</h1>
      {done ? (
        <p role="status">{m.mail_confirm_done()}</p>
      ) : code ? (
        <Confirm code={code} onDone={() => setDone(true)} />
      ) : (
        <p>{m.mail_confirm_missing()}</p>
      )}
      <Link to="/" className={classes.forgot}>
        {m.join_start()}
      </Link>
    </PlainPage>
  );
}

function Confirm({ code, onDone }: { code: string; onDone: () => void }) {
  const { sending, notice, onSubmit } = useSubmission({
    name: 'identity.confirm-mail',
    owner: 'anonymous',
    initialValues: {},
    send: () => read(api.POST('/api/v1/mail-addresses/confirm', { body: { code } })),
    onAccepted: onDone,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <p>{m.mail_confirm_text()}</p>
      <FormAlert notice={notice} />
      <Button type="submit" loading={sending} fullWidth>
        {m.mail_confirm_do()}
      </Button>
    </form>
  );
}
