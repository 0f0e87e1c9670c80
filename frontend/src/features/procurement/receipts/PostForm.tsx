import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { GoodsReceiptPosting, GoodsReceiptPostingMode, GoodsReceiptView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { PURCHASES } from '../queries';
import { keepReceipt, postReceipt } from './acts';
import { InvoiceFields } from './InvoiceFields';
import classes from './ReceiptForm.module.css';
import { atFields, filled } from './receipt-form';
import { MODE_WORDS } from './words';

type Values = {
  mode: GoodsReceiptPostingMode | '';
  voucher_no: string;
  posted_on: string;
  submitted_on: string;
  invoice_nos: string[];
  invoice_upload_ids: string[];
};

interface Props {
  receipt: GoodsReceiptView;
  onDone: () => void;
}

const needed = (text: string) => (text.trim() ? null : m.ui_required());

const empty = (): Values => ({
  mode: '',
  voucher_no: '',
  posted_on: schoolDay(),
  submitted_on: '',
  invoice_nos: [''],
  invoice_upload_ids: [],
});

/** As the server takes it. */
function posting(values: Values): GoodsReceiptPosting {
  const mode = values.mode || 'own';
  return {
    mode,
    voucher_no: values.voucher_no.trim(),
    posted_on: values.posted_on,
    submitted_on: mode === 'centre' ? values.submitted_on || null : null,
    invoice_nos: filled(values.invoice_nos),
    invoice_upload_ids: values.invoice_upload_ids,
  };
}

/** Under which voucher it stands, in the school's own accounts or the centre's. */
export function PostForm({ receipt, onDone }: Props) {
  const { person } = useMe();
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(false);
  const submission = useSubmission({
    name: `purchases.receipt.post.${receipt.id}`,
    owner: person.id,
    initialValues: empty(),
    validate: {
      mode: (mode: string) => (mode ? null : m.receipts_mode_needed()),
      voucher_no: needed,
      posted_on: needed,
      submitted_on: (day: string, { mode }: Values) => (mode === 'centre' ? needed(day) : null),
    },
    send: async (values: Values, key) => {
      try {
        return await orNewest(client, PURCHASES, postReceipt(receipt, posting(values), key));
      } catch (error) {
        throw atFields(error, { lines: [], invoice_nos: values.invoice_nos });
      }
    },
    onAccepted: (posted) => {
      keepReceipt(client, posted);
      onDone();
    },
  });
  const { form } = submission;
  const { mode } = form.values;
  return (
    <form className={classes.dialog} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <ChoiceCards
        label={m.receipts_mode()}
        columns={1}
        choices={(['own', 'centre'] as const).map((value) => ({
          value,
          label: MODE_WORDS[value].label(),
          hint: MODE_WORDS[value].hint(),
        }))}
        value={mode || null}
        onChange={(value) => form.setFieldValue('mode', value)}
        error={form.errors.mode}
        data-path="mode"
      />
      {mode === 'centre' ? (
        <TextInput
          type="date"
          label={m.receipts_submitted_on()}
          {...form.getInputProps('submitted_on')}
        />
      ) : null}
      <TextInput
        label={mode === 'centre' ? m.receipts_voucher_centre() : m.receipts_voucher()}
        placeholder={m.receipts_voucher_example()}
        {...form.getInputProps('voucher_no')}
      />
      <TextInput type="date" label={m.receipts_posted_on()} {...form.getInputProps('posted_on')} />
      {receipt.invoice_nos.length > 0 ? (
        <p className={classes.hint}>
          {m.receipts_invoices_there({
            numbers: receipt.invoice_nos.join(m.receipts_list_comma()),
          })}
        </p>
      ) : null}
      <InvoiceFields
        numbers={form.values.invoice_nos}
        onChange={(numbers) => form.setFieldValue('invoice_nos', numbers as never)}
        files={form.values.invoice_upload_ids}
        onFiles={(ids) => form.setFieldValue('invoice_upload_ids', ids as never)}
        onWaiting={setWaiting}
        errors={form.errors}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending} disabled={waiting}>
          {m.receipts_post()}
        </Button>
      </SubmitBar>
    </form>
  );
}
