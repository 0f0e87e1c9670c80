import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { PurchaseOrderState, PurchaseOrderView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { WarningBox } from '@/ui/WarningBox';
import { AcceptorFields } from './AcceptorFields';
import { keepReceipt, makeReceipt } from './acts';
import { hasFood } from './food-form';
import { InvoiceFields } from './InvoiceFields';
import { LineFields } from './LineFields';
import { OrderLink } from './OrderLink';
import { orderOfReceiptQuery } from './queries';
import classes from './ReceiptForm.module.css';
import {
  atFields,
  emptyReceipt,
  type LineValues,
  type ReceiptValues,
  receiptBody,
  receiptRules,
} from './receipt-form';

/** At the gate: what came of an order, line by line, and who takes it. */
export function ReceiptFormPage({ orderId }: { orderId: string }) {
  const { data: order } = useSuspenseQuery(orderOfReceiptQuery(orderId));
  const [excepting, setExcepting] = useState(false);
  const { allowed, reason } = actionState(order.allowed_actions, 'receive');
  const boughtIt = useBoughtIt(order);
  return (
    <>
      <PageHeader
        title={m.receipts_new_of({ title: order.title })}
        back={{ to: '/goods-receipts', label: m.receipts_title() }}
        facts={
          <>
            {order.supplier_name} · <OrderLink id={order.id} number={order.number} />
          </>
        }
      />
      {allowed ? null : <WarningBox title={m.receipts_cannot()} text={reason ?? ''} />}
      {boughtIt && !excepting ? (
        <div className={classes.excepting}>
          <p>{m.receipts_except_text()}</p>
          <Button variant="default" onClick={() => setExcepting(true)}>
            {m.receipts_except()}
          </Button>
        </div>
      ) : null}
      {allowed || (boughtIt && excepting) ? (
        <ReceiptForm key={order.version} order={order} />
      ) : null}
    </>
  );
}

/** Orders of which something may still come. */
const COMING: readonly PurchaseOrderState[] = ['ordered', 'partially_received'];

/** Whether nothing but having bought it stands in the way: then the rule can be excepted. */
function useBoughtIt({ state, buyers }: PurchaseOrderView): boolean {
  const { person, permissions } = useMe();
  return (
    COMING.includes(state) &&
    permissions.includes('goods_receipts.accept') &&
    buyers.some(({ id }) => id === person.id)
  );
}

function ReceiptForm({ order }: { order: PurchaseOrderView }) {
  const { person } = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [initialValues] = useState(() => emptyReceipt(order, person));
  const [waiting, setWaiting] = useState<ReadonlySet<number>>(new Set());
  const [filesWait, setFilesWait] = useState(false);
  const submission = useSubmission({
    // What is still open may have changed since a draft was written.
    name: `purchases.receipt.${order.id}.${order.version}`,
    owner: person.id,
    initialValues,
    keepDraft: true,
    validate: receiptRules(initialValues.lines.length),
    send: async (values: ReceiptValues, key) => {
      try {
        return await makeReceipt(receiptBody(values), key);
      } catch (error) {
        throw atFields(error, values);
      }
    },
    onAccepted: async (made) => {
      keepReceipt(client, made);
      await navigate({ to: '/goods-receipts/$receiptId', params: { receiptId: made.id } });
    },
  });
  const { form } = submission;
  const { acceptor_names: signers, exception } = form.values;
  const others = [...signers, exception?.cosigner_name].filter(Boolean);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <Lines
        key={submission.restoredFrom}
        form={form}
        onWaiting={(index, busy) => setWaiting((all) => turned(all, index, busy))}
      />
      <AcceptorFields order={order} form={form} />
      <FormSection title={m.receipts_section_papers()}>
        <TextInput
          type="date"
          label={m.receipts_delivered_on()}
          {...form.getInputProps('delivered_on')}
        />
        {hasFood(form.values.lines) ? (
          <TextInput
            label={m.receipts_supplier_signer()}
            maxLength={40}
            {...form.getInputProps('supplier_signer')}
          />
        ) : null}
        <InvoiceFields
          numbers={form.values.invoice_nos}
          onChange={(numbers) => form.setFieldValue('invoice_nos', numbers as never)}
          files={form.values.invoice_upload_ids}
          onFiles={(ids) => form.setFieldValue('invoice_upload_ids', ids as never)}
          onWaiting={setFilesWait}
          errors={form.errors}
        />
        <TextArea label={m.receipts_note()} rows={2} {...form.getInputProps('note')} />
      </FormSection>
      <SubmitBar
        note={
          others.length > 0
            ? m.receipts_then_sign({ names: others.join(m.receipts_list_comma()) })
            : m.receipts_at_once()
        }
      >
        <Button
          type="submit"
          loading={submission.sending}
          disabled={filesWait || waiting.size > 0 || form.values.lines.every(({ came }) => !came)}
        >
          {m.receipts_sign()}
        </Button>
      </SubmitBar>
    </form>
  );
}

interface LinesProps {
  form: Form<ReceiptValues>;
  onWaiting: (index: number, waiting: boolean) => void;
}

/** One line after the other: on a phone all of them open would be too long. Those with something wrong open, and stay so. */
function Lines({ form, onWaiting }: LinesProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set([0]));
  const { lines } = form.values;

  function change(index: number, change: Partial<LineValues>): void {
    const next = form
      .getValues()
      .lines.map((line, at) => (at === index ? { ...line, ...change } : line));
    form.setFieldValue('lines', next as never);
    for (const path of staleErrors(form.errors, index, change)) {
      form.clearFieldError(path as never);
    }
  }

  return (
    <FormSection title={m.receipts_section_what()} text={m.receipts_section_what_text()}>
      <ol className={classes.lines}>
        {lines.map((line, index) => (
          <LineFields
            key={line.position}
            line={line}
            index={index}
            errors={form.errors}
            open={open.has(index)}
            onToggle={(shown) => setOpen((now) => turned(now, index, shown))}
            onChange={(changed) => change(index, changed)}
            onWaiting={(busy) => onWaiting(index, busy)}
            onDone={
              lines.length > 1
                ? () => setOpen((now) => turned(turned(now, index, false), index + 1, true))
                : undefined
            }
          />
        ))}
      </ol>
    </FormSection>
  );
}

function turned(open: ReadonlySet<number>, index: number, shown: boolean): ReadonlySet<number> {
  const rest = [...open].filter((one) => one !== index);
  return new Set(shown ? [...rest, index] : rest);
}

/** What was said of fields that are being changed. */
function staleErrors(
  errors: Record<string, string>,
  index: number,
  change: Partial<LineValues>,
): string[] {
  return Object.keys(errors).filter((path) =>
    Object.keys(change).some((field) => path.startsWith(`lines.${index}.${field}`)),
  );
}
