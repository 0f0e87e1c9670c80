import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { PersonView, SlipView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconQrcode } from '@/ui/icons';
import { Qr } from '@/ui/Qr';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import { AddressWarning } from './AddressWarning';
import { slipAddress, slipGroups } from './slip-words';
import classes from './slips.module.css';
import { useBaseAddress } from './use-base-address';

/** At the counter: the person scans the office's screen and chooses a password, the first or another one. */
export function ShowCode({ person }: { person: PersonView }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconQrcode size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.slips_show()}
      </Button>
      <Dialog
        title={m.slips_show_title({ name: person.name })}
        open={open}
        onClose={() => setOpen(false)}
      >
        <ShowForm person={person} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function ShowForm({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const me = useMe();
  const base = useBaseAddress();
  const [slip, setSlip] = useState<SlipView | null>(null);
  const submission = useSubmission<Record<string, unknown>, SlipView | undefined>({
    name: `campus.slip.${person.id}`,
    owner: me.person.id,
    initialValues: {},
    send: async () => {
      const body = { people: [person.id], on_screen: true };
      return (await read(api.POST('/api/v1/sign-in-slips', { body }))).items[0];
    },
    onAccepted: (made) => setSlip(made ?? null),
  });
  if (slip) {
    return (
      <div className={classes.onScreen}>
        <Qr text={slipAddress(base, slip.code)} label={m.slips_qr({ name: person.name })} />
        <p className={classes.strong}>{slipGroups(slip.code)}</p>
        <p>{m.slips_show_how()}</p>
        <Button onClick={onDone}>{m.campus_account_done()}</Button>
      </div>
    );
  }
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <AddressWarning />
      <FormAlert notice={submission.notice} />
      <p className={form.text}>
        {person.has_account ? m.slips_show_reset_text() : m.slips_show_text()}
      </p>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.slips_show_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
