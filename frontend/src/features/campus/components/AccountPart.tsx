import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { PersonView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconCheck, IconCopy } from '@/ui/icons';
import { SubmitBar } from '@/ui/SubmitBar';
import { readablePassword } from '../password';
import classes from './AccountPart.module.css';
import form from './form.module.css';

/** Opening the sign-in of somebody, or a new password for it. */
export function AccountPart({ person }: { person: PersonView }) {
  const title = person.has_account ? m.campus_account_reset() : m.campus_account_open();
  // The title the dialog opened with: opening an account must not rename itself into a reset.
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <div>
      <Button variant="default" onClick={() => setOpened(title)}>
        {title}
      </Button>
      <Dialog title={opened ?? title} open={opened !== null} onClose={() => setOpened(null)}>
        <AccountForm person={person} onDone={() => setOpened(null)} />
      </Dialog>
    </div>
  );
}

function AccountForm({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const [handOver, setHandOver] = useState<HandedOver | null>(null);
  // Decided when the dialog opened: after success there is an account either way.
  const [reset] = useState(person.has_account);
  const submission = useSubmission({
    name: `campus.account.${person.id}`,
    owner: me.person.id,
    initialValues: { password: readablePassword() },
    send: ({ password }, key) =>
      read(
        api.POST('/api/v1/people/{id}/account', {
          params: { path: { id: person.id } },
          body: { password },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onAccepted: async ({ sign_in_name }) => {
      setHandOver({ login: sign_in_name, password: submission.form.getValues().password });
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
    },
  });
  if (handOver) {
    return <HandOver person={person} {...handOver} onDone={onDone} />;
  }
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={form.text}>
        {reset ? m.campus_account_reset_text() : m.campus_account_open_text()}
      </p>
      <TextInput
        label={m.campus_account_password()}
        description={m.campus_account_password_hint()}
        autoComplete="off"
        spellCheck={false}
        {...submission.form.getInputProps('password')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {reset ? m.campus_account_reset_do() : m.campus_account_open_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}

interface HandedOver {
  login: string;
  password: string;
}

interface HandOverProps extends HandedOver {
  person: PersonView;
  onDone: () => void;
}

/** Shown once: nobody, not even the server, can show it again. */
function HandOver({ person, login, password, onDone }: HandOverProps) {
  const [copied, setCopied] = useState(false);
  const slip = m.campus_account_slip({ name: person.name, login, password });
  return (
    <div className={form.form}>
      <p className={form.text}>{m.campus_account_hand_over({ name: person.name })}</p>
      <dl className={classes.slip}>
        <div>
          <dt>{m.identity_login()}</dt>
          <dd>{login}</dd>
        </div>
        <div>
          <dt>{m.identity_password()}</dt>
          <dd>{password}</dd>
        </div>
      </dl>
      <SubmitBar>
        {/* Plain HTTP has no clipboard; the words are large enough to write down. */}
        {navigator.clipboard ? (
          <Button
            variant="default"
            leftSection={
              copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />
            }
            onClick={() => void navigator.clipboard.writeText(slip).then(() => setCopied(true))}
          >
            {copied ? m.campus_account_copied() : m.campus_account_copy()}
          </Button>
        ) : null}
        <Button onClick={onDone}>{m.campus_account_done()}</Button>
      </SubmitBar>
    </div>
  );
}
