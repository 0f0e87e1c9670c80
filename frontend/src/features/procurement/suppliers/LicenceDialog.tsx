import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { SupplierLicenceKind, SupplierView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FileField } from '@/ui/FileField';
import { FormAlert } from '@/ui/FormAlert';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { addLicence, useKeepSupplier, useSupplierStep } from './acts';
import classes from './SupplierPage.module.css';
import { emptyLicence, licenceBody } from './supplier-form';
import { FOOD_KINDS, KIND_WORDS } from './words';

interface Props {
  supplier: SupplierView;
  open: boolean;
  onClose: () => void;
}

/** A licence with its scan; it takes the place of the one of its kind. */
export function LicenceDialog({ supplier, open, onClose }: Props) {
  return (
    <Dialog title={m.suppliers_licence_add()} open={open} onClose={onClose}>
      <LicenceForm supplier={supplier} onDone={onClose} />
    </Dialog>
  );
}

function LicenceForm({ supplier, onDone }: { supplier: SupplierView; onDone: () => void }) {
  const { person } = useMe();
  const keep = useKeepSupplier();
  const step = useSupplierStep();
  const [waiting, setWaiting] = useState(false);
  const submission = useSubmission({
    name: `purchases.supplier.licence.${supplier.id}`,
    owner: person.id,
    initialValues: emptyLicence,
    validate: { number: (text) => (text.trim() ? null : m.ui_required()) },
    send: (values, key) => step(addLicence(supplier.id, licenceBody(values), key)),
    onAccepted: (saved) => {
      keep(saved);
      onDone();
    },
  });
  const { form } = submission;
  const replaces = supplier.all_licences.some(
    (one) => one.kind === form.values.kind && !one.replaced_at,
  );
  return (
    <form className={classes.dialog} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <SelectField
        label={m.suppliers_licence_kind()}
        options={Object.entries(KIND_WORDS).map(([value, word]) => ({
          value: value as SupplierLicenceKind,
          label: word(),
        }))}
        {...form.getInputProps('kind')}
      />
      {FOOD_KINDS.includes(form.values.kind) ? (
        <p className={classes.quiet}>{m.suppliers_licence_second()}</p>
      ) : null}
      {replaces ? <p className={classes.quiet}>{m.suppliers_licence_replaces()}</p> : null}
      <TextInput label={m.suppliers_licence_number()} {...form.getInputProps('number')} />
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={m.suppliers_licence_issued()}
          {...form.getInputProps('issued_on')}
        />
        <TextInput
          type="date"
          label={m.suppliers_licence_expires()}
          description={m.suppliers_until_text()}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('expires_on')}
        />
      </div>
      <FileField
        label={m.suppliers_licence_scan()}
        value={form.values.upload_id}
        onChange={(id) => form.setFieldValue('upload_id', id)}
        onWaiting={setWaiting}
        error={form.errors.upload_id}
        data-path="upload_id"
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending} disabled={waiting}>
          {m.suppliers_licence_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
