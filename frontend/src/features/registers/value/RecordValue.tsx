import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { AssetValueView, RecordAssetValue } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { recordValue, valueQuery } from './queries';
import classes from './ValuePage.module.css';
import { AMOUNT_WORDS } from './words';

type Kind = RecordAssetValue['kind'];

/** A change of value by voucher, for whoever may enter one. */
export function RecordValue({ value }: { value: AssetValueView }) {
  const [open, setOpen] = useState(false);
  const may = value.allowed_actions.some(({ allowed }) => allowed);
  return may ? (
    <>
      <Button onClick={() => setOpen(true)}>{m.depreciation_record()}</Button>
      <Dialog title={m.depreciation_record()} open={open} onClose={() => setOpen(false)}>
        <RecordForm value={value} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  ) : null;
}

const needed = (text: string) => (text.trim() ? null : m.ui_required());

function RecordForm({ value, onDone }: { value: AssetValueView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const { id } = value.asset;
  const submission = useSubmission({
    name: `registers.value.${id}`,
    owner: person.id,
    initialValues: {
      kind: 'addition' as Kind,
      amount: '',
      life_months: '',
      effective_on: schoolDay(),
      voucher_no: '',
      reason: '',
    },
    validate: { effective_on: needed, voucher_no: needed, reason: needed },
    send: (values, key) => {
      const life = values.life_months.trim();
      const body = {
        kind: values.kind,
        amount: values.amount.trim() || null,
        life_months: life ? Number(life) : null,
        effective_on: values.effective_on,
        voucher_no: values.voucher_no.trim(),
        reason: values.reason.trim(),
      };
      const pending = recordValue(id, value.version, body, key);
      return orNewest(queryClient, valueQuery(id).queryKey, pending);
    },
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <SelectField
        label={m.depreciation_act()}
        options={value.allowed_actions.map(({ action, title }) => ({
          value: action,
          label: title,
        }))}
        {...form.getInputProps('kind')}
      />
      <TextInput
        label={AMOUNT_WORDS[form.values.kind]()}
        inputMode="decimal"
        autoComplete="off"
        placeholder="0.00"
        {...form.getInputProps('amount')}
      />
      <TextInput
        label={m.depreciation_new_life()}
        inputMode="numeric"
        autoComplete="off"
        placeholder={value.life_months ? String(value.life_months) : undefined}
        {...form.getInputProps('life_months')}
      />
      <TextInput
        label={m.depreciation_effective()}
        type="date"
        {...form.getInputProps('effective_on')}
      />
      <TextInput
        label={m.depreciation_voucher_no()}
        autoComplete="off"
        {...form.getInputProps('voucher_no')}
      />
      <TextInput
        label={m.depreciation_reason()}
        placeholder={m.depreciation_reason_example()}
        autoComplete="off"
        {...form.getInputProps('reason')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.depreciation_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
