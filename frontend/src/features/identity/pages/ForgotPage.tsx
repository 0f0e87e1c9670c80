import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ErrorState } from '@/ui/ErrorState';
import { FormAlert } from '@/ui/FormAlert';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import { resetWaysQuery } from '../queries';
import { required } from '../required';
import classes from './SignInPage.module.css';

/** A new password by mail, for whoever confirmed an address; the office's slip for everybody else. */
export function ForgotPage() {
  usePageTitle(m.mail_forgot_title());
  const { data, error, refetch } = useQuery(resetWaysQuery);
  const [sent, setSent] = useState(false);
  return (
    <PlainPage>
      <h1 className={classes.title}>{m.mail_forgot_title()}</h1>
      {sent ? (
        <p role="status">{m.mail_forgot_sent()}</p>
      ) : data ? (
        data.by_mail ? (
          <Ask onSent={() => setSent(true)} />
        ) : (
          <p>{m.mail_forgot_none()}</p>
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <PageSkeleton />
      )}
      <p className={classes.help}>{m.mail_forgot_office()}</p>
      <Link to="/sign-in" className={classes.forgot}>
        {m.mail_forgot_back()}
      </Link>
    </PlainPage>
  );
}

function Ask({ onSent }: { onSent: () => void }) {
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.forgot',
    owner: 'anonymous',
    initialValues: { login: '' },
    validate: { login: required },
    send: ({ login }) => read(api.POST('/api/v1/password-resets', { body: { login } })),
    onAccepted: onSent,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <p>{m.mail_forgot_lead()}</p>
      <FormAlert notice={notice} />
      <TextInput
        label={m.mail_forgot_login()}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('login')}
      />
      <Button type="submit" loading={sending} fullWidth>
        {m.mail_forgot_send()}
      </Button>
    </form>
  );
}
