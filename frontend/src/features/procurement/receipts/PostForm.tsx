import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { GoodsReceiptView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { PURCHASES } from '../queries';
import { keepReceipt, postReceipt } from './acts';
import { InvoiceFields } from './InvoiceFields';
import classes from './ReceiptForm.module.css';
import { atFields, filled } from './receipt-form';
import { VoucherFields } from './VoucherFields';
import { emptyVoucher, entered, VOUCHER_RULES, type Voucher } from './voucher';

type Values = Voucher & { invoice_nos: string[]; invoice_upload_ids: string[] };

interface Props {
  receipt: GoodsReceiptView;
  onDone: () => void;
}

/** Under which voucher it stands, in the school's own accounts or the centre's. */
export function PostForm({ receipt, onDone }: Props) {
  const { person } = useMe();
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(false);
  const submission = useSubmission({
    name: `purchases.receipt.post.${receipt.id}`,
    owner: person.id,
    initialValues: { ...emptyVoucher(), invoice_nos: [''], invoice_upload_ids: [] } as Values,
    validate: VOUCHER_RULES,
    send: async (values: Values, key) => {
      const body = {
        ...entered(values),
        invoice_nos: filled(values.invoice_nos),
        invoice_upload_ids: values.invoice_upload_ids,
      };
      try {
        return await orNewest(client, PURCHASES, postReceipt(receipt, body, key));
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
  return (
    <form className={classes.dialog} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <VoucherFields form={form} onMode={(mode) => form.setFieldValue('mode', mode)} />
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
