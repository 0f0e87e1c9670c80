import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { CanteenContractView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { refreshCanteen, saveContract } from '../acts';
import { CANTEEN, contractorsQuery } from '../queries';
import classes from './Canteen.module.css';
import { PaperPhotos } from './PaperPhotos';

interface FormProps {
  canteenId: string;
  contract: CanteenContractView | null;
  onClose: () => void;
}

/** With whom, until when, under which licence. */
export function ContractDialog({ open, ...props }: FormProps & { open: boolean }) {
  return (
    <Dialog
      title={props.contract ? m.canteen_contract_edit() : m.canteen_contract_add()}
      open={open}
      onClose={props.onClose}
    >
      <ContractForm {...props} />
    </Dialog>
  );
}

const TEXTS = ['contractor', 'licence_number', 'contact', 'phone', 'director', 'note'] as const;
const DAYS = ['starts_on', 'ends_on', 'licence_expires_on'] as const;

type Values = Record<(typeof TEXTS)[number] | (typeof DAYS)[number] | 'supplier_id', string> & {
  upload_ids: string[];
};

const valuesOf = (contract: CanteenContractView | null): Values => ({
  supplier_id: contract?.supplier_id ?? '',
  contractor: contract?.supplier_id ? '' : (contract?.contractor ?? ''),
  starts_on: contract?.starts_on ?? '',
  ends_on: contract?.ends_on ?? '',
  licence_number: contract?.licence_number ?? '',
  licence_expires_on: contract?.licence_expires_on ?? '',
  contact: contract?.contact ?? '',
  phone: contract?.phone ?? '',
  director: contract?.director ?? '',
  note: contract?.note ?? '',
  upload_ids: [],
});

const required = (text: string) => (text.trim() ? null : m.ui_required());
const orNothing = (text: string) => text.trim() || undefined;

function ContractForm({ canteenId, contract, onClose }: FormProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const [waiting, setWaiting] = useState(false);
  const submission = useSubmission({
    name: `canteen.contract.${contract?.id ?? canteenId}`,
    owner: person.id,
    initialValues: valuesOf(contract),
    validate: {
      contractor: (name, all) => (all.supplier_id ? null : required(name)),
      starts_on: required,
      ends_on: required,
      licence_number: required,
      licence_expires_on: required,
      contact: required,
    },
    send: (values: Values, key) =>
      orNewest(
        queryClient,
        CANTEEN,
        saveContract(
          canteenId,
          contract,
          {
            supplier_id: values.supplier_id || undefined,
            contractor: values.supplier_id ? undefined : values.contractor.trim(),
            starts_on: values.starts_on,
            ends_on: values.ends_on,
            licence_number: values.licence_number.trim(),
            licence_expires_on: values.licence_expires_on,
            contact: values.contact.trim(),
            phone: orNothing(values.phone),
            director: orNothing(values.director),
            note: orNothing(values.note),
            upload_ids: values.upload_ids,
          },
          key,
        ),
      ),
    onAccepted: async () => {
      await refreshCanteen(queryClient);
      onClose();
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <SupplierChoice
        value={form.values.supplier_id}
        onChange={(id) => form.setFieldValue('supplier_id', id)}
        error={form.errors.supplier_id}
      />
      {form.values.supplier_id ? null : (
        <TextInput
          label={m.canteen_contractor()}
          placeholder={m.canteen_contractor_example()}
          {...form.getInputProps('contractor')}
        />
      )}
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={m.canteen_contract_from()}
          {...form.getInputProps('starts_on')}
        />
        <TextInput
          type="date"
          label={m.canteen_contract_until()}
          {...form.getInputProps('ends_on')}
        />
        <TextInput label={m.canteen_licence_number()} {...form.getInputProps('licence_number')} />
        <TextInput
          type="date"
          label={m.canteen_licence_until()}
          {...form.getInputProps('licence_expires_on')}
        />
        <TextInput label={m.canteen_contact()} {...form.getInputProps('contact')} />
        <TextInput label={m.canteen_phone()} type="tel" {...form.getInputProps('phone')} />
      </div>
      <TextInput
        label={m.canteen_contractor_director()}
        description={m.canteen_contractor_director_text()}
        {...form.getInputProps('director')}
      />
      <TextArea label={m.canteen_note()} rows={2} {...form.getInputProps('note')} />
      <PaperPhotos
        label={m.canteen_add_paper()}
        most={20}
        value={form.values.upload_ids}
        onChange={(ids) => form.setFieldValue('upload_ids', ids)}
        onWaiting={setWaiting}
        errors={form.errors}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending} disabled={waiting}>
          {m.canteen_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

interface SupplierProps {
  value: string;
  onChange: (id: string) => void;
  error?: string | undefined;
}

/** Only for who may see suppliers; whoever is none of them is written by name. */
function SupplierChoice({ value, onChange, error }: SupplierProps) {
  const { permissions } = useMe();
  const may = permissions.includes('suppliers.view');
  const { data: suppliers } = useQuery({ ...contractorsQuery, enabled: may });
  return may && suppliers && suppliers.length > 0 ? (
    <SelectField
      label={m.canteen_contract_supplier()}
      value={value}
      error={error}
      data-path="supplier_id"
      onChange={(event) => onChange(event.currentTarget.value)}
      options={suppliers.map(({ id, name }) => ({ value: id, label: name }))}
    >
      <option value="">{m.canteen_contract_no_supplier()}</option>
    </SelectField>
  ) : null;
}
