import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { SecurityView, TotpSecret } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CopyButton } from '@/ui/CopyButton';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { Qr } from '@/ui/Qr';
import { SubmitBar } from '@/ui/SubmitBar';
import { required } from '../required';
import classes from './ChangePassword.module.css';
import { CurrentPassword } from './CurrentPassword';
import { OneTimeCode } from './OneTimeCode';
import part from './Security.module.css';

/** Codes of an authenticator beside the password: begun, confirmed, given up. */
export function OneTimeCodes({ security }: { security: SecurityView }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const since = security.second_factor_since;
  // A passkey is as good.
  const missing = security.second_factor_asked && !since && security.passkeys.length === 0;
  // What the dialog was opened for: it must not turn over under the finger.
  const [ends, setEnds] = useState(false);
  const close = () => {
    setOpen(false);
    // Rights and pages follow: a session that had to set it up is whole now.
    void queryClient.invalidateQueries();
  };
  return (
    <section aria-labelledby="one-time-codes" className={part.part}>
      <h2 id="one-time-codes">{m.security_totp()}</h2>
      {missing ? (
        <p className={part.ask} role="status">
          {m.security_totp_asked()}
        </p>
      ) : null}
      {since ? (
        <p className={classes.text}>
          {m.security_totp_on()} <DateText value={since} />
          {' · '}
          {m.security_codes_left({ count: security.recovery_codes_left })}
        </p>
      ) : (
        <p className={classes.text}>{m.security_totp_lead()}</p>
      )}
      <div className={part.acts}>
        <Button
          variant={missing ? 'filled' : 'default'}
          onClick={() => {
            setEnds(Boolean(since));
            setOpen(true);
          }}
        >
          {since ? m.security_totp_end() : m.security_totp_begin()}
        </Button>
      </div>
      <Dialog
        title={ends ? m.security_totp_end() : m.security_totp_begin()}
        open={open}
        onClose={close}
      >
        {ends ? <End onDone={close} /> : <Begin onDone={close} />}
      </Dialog>
    </section>
  );
}

function Begin({ onDone }: { onDone: () => void }) {
  const [secret, setSecret] = useState<TotpSecret | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) {
    return <Recovery codes={codes} onDone={onDone} />;
  }
  return secret ? (
    <Confirm secret={secret} onConfirmed={setCodes} />
  ) : (
    <Prove onSecret={setSecret} />
  );
}

function Prove({ onSecret }: { onSecret: (secret: TotpSecret) => void }) {
  const { person } = useMe();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.totp.begin',
    owner: person.id,
    initialValues: { password: '' },
    validate: { password: required },
    send: (values) => read(api.POST('/api/v1/me/totp', { body: values })),
    onAccepted: onSecret,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <p className={classes.text}>{m.security_totp_app()}</p>
      <CurrentPassword data-autofocus {...form.getInputProps('password')} />
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {m.security_next()}
        </Button>
      </SubmitBar>
    </form>
  );
}

interface ConfirmProps {
  secret: TotpSecret;
  onConfirmed: (codes: string[]) => void;
}

function Confirm({ secret, onConfirmed }: ConfirmProps) {
  const { person } = useMe();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.totp.confirm',
    owner: person.id,
    initialValues: { code: '' },
    validate: { code: required },
    send: (values) => read(api.POST('/api/v1/me/totp/confirm', { body: values })),
    onAccepted: ({ codes }) => onConfirmed(codes),
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <p className={classes.text}>{m.security_totp_scan()}</p>
      <div className={part.qr}>
        <Qr text={secret.uri} label={m.security_totp_qr()} />
      </div>
      <p className={part.secret}>{secret.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
      <OneTimeCode inputMode="numeric" {...form.getInputProps('code')} />
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {m.security_totp_confirm()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** Told once: the server keeps only what it can compare with. */
function Recovery({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const grouped = codes.map((code) => code.replaceAll(/(.{4})(?=.)/g, '$1-'));
  return (
    <div className={classes.form}>
      <p>{m.security_codes_text()}</p>
      <ul className={part.codes}>
        {grouped.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <SubmitBar>
        <CopyButton label={m.security_codes_copy()} text={grouped.join('\n')} />
        <Button onClick={onDone}>{m.security_codes_kept()}</Button>
      </SubmitBar>
    </div>
  );
}

function End({ onDone }: { onDone: () => void }) {
  const { person } = useMe();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.totp.end',
    owner: person.id,
    initialValues: { password: '', code: '' },
    validate: { password: required, code: required },
    send: (values) => read(api.POST('/api/v1/me/totp/remove', { body: values })),
    onAccepted: onDone,
  });
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <CurrentPassword data-autofocus {...form.getInputProps('password')} />
      <OneTimeCode {...form.getInputProps('code')} autoFocus={false} data-autofocus={undefined} />
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {m.security_totp_end()}
        </Button>
      </SubmitBar>
    </form>
  );
}
