import { Button, TextInput } from '@mantine/core';
import { useMe } from '@/api/me';
import type { SupplierView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { proposeAccount, useKeepSupplier, useSupplierStep } from './acts';
import classes from './SupplierPage.module.css';

interface Props {
  supplier: SupplierView;
  open: boolean;
  onClose: () => void;
}

/** Where the money shall go: proposed here, in force once another person has confirmed it. */
export function BankDialog({ supplier, open, onClose }: Props) {
  return (
    <Dialog title={m.suppliers_account_propose()} open={open} onClose={onClose}>
      <BankForm supplier={supplier} onDone={onClose} />
    </Dialog>
  );
}

const needed = (text: string) => (text.trim() ? null : m.ui_required());

function BankForm({ supplier, onDone }: { supplier: SupplierView; onDone: () => void }) {
  const { person } = useMe();
  const keep = useKeepSupplier();
  const step = useSupplierStep();
  const submission = useSubmission({
    // Kept nowhere on the device: it is an account number.
    name: `purchases.supplier.account.${supplier.id}`,
    owner: person.id,
    initialValues: { account_name: supplier.name, bank: '', account_number: '' },
    validate: { account_name: needed, bank: needed, account_number: needed },
    send: ({ account_name, bank, account_number }, key) => {
      const body = { account_name: account_name.trim(), bank: bank.trim(), account_number };
      return step(proposeAccount(supplier.id, body, key));
    },
    onAccepted: (saved) => {
      keep(saved);
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form className={classes.dialog} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={classes.quiet}>{m.suppliers_account_text()}</p>
      <TextInput label={m.suppliers_account_name()} {...form.getInputProps('account_name')} />
      <TextInput
        label={m.suppliers_bank()}
        placeholder={m.suppliers_bank_example()}
        {...form.getInputProps('bank')}
      />
      <TextInput
        label={m.suppliers_account_number()}
        inputMode="numeric"
        autoComplete="off"
        {...form.getInputProps('account_number')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.suppliers_account_hand_in()}
        </Button>
      </SubmitBar>
    </form>
  );
}
