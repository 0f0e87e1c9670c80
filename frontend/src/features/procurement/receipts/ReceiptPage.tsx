import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { GoodsReceiptAction, GoodsReceiptState, GoodsReceiptView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { CopyButton } from '@/ui/CopyButton';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { pageAddress } from '@/ui/group-text';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { SignedScans } from '@/ui/SignedScans';
import { CosignCard } from '../exceptions/CosignCard';
import { PURCHASES } from '../queries';
import { cancelReceipt, cosignReceipt, keepReceipt, useSign } from './acts';
import { InvoiceFiles } from './InvoiceFiles';
import { PostForm } from './PostForm';
import { receiptQuery } from './queries';
import { ReceiptBadge } from './ReceiptBadge';
import { ReceiptFacts } from './ReceiptFacts';
import { ReceiptLines } from './ReceiptLines';
import classes from './Receipts.module.css';
import { Signers } from './Signers';

/** What came, who takes it, what it became, and under which voucher it stands. */
export function ReceiptPage({ receiptId }: { receiptId: string }) {
  const { data: receipt } = useSuspenseQuery(receiptQuery(receiptId));
  const client = useQueryClient();
  const [open, setOpen] = useState<'post' | 'cancel' | null>(null);
  const { sign, sending, trouble } = useSign(receipt);
  const may = (action: GoodsReceiptAction) => actionState(receipt.allowed_actions, action).allowed;
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        number={receipt.number}
        title={receipt.title}
        back={{ to: '/goods-receipts', label: m.receipts_title() }}
        facts={<ReceiptBadge {...receipt} />}
        actions={<Actions receipt={receipt} />}
        primary={
          may('sign') ? (
            <Button loading={sending} onClick={() => void sign()}>
              {m.receipts_sign()}
            </Button>
          ) : may('post') ? (
            <Button onClick={() => setOpen('post')}>{m.receipts_post()}</Button>
          ) : undefined
        }
      />
      {trouble ? (
        <FormAlert notice={trouble.kind === 'refused' ? { ...trouble, rest: [] } : trouble} />
      ) : null}
      {receipt.reason ? (
        <p className={classes.reason}>{m.purchases_reason({ reason: receipt.reason })}</p>
      ) : null}
      {may('sign') ? <p className={classes.turn}>{m.receipts_your_turn()}</p> : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <ReceiptLines receipt={receipt} />
          <InvoiceFiles receipt={receipt} />
          <Signers receipt={receipt} />
          <Excepted receipt={receipt} />
          <NotNow receipt={receipt} />
          {may('cancel') ? (
            <div data-screen-only>
              <Button variant="default" onClick={() => setOpen('cancel')}>
                {m.receipts_cancel()}
              </Button>
            </div>
          ) : null}
          <SignedScans kind="goods-receipts" id={receipt.id} />
        </div>
        <aside className={classes.facts} aria-label={m.receipts_facts()}>
          <ReceiptFacts receipt={receipt} />
        </aside>
      </div>
      <Dialog title={m.receipts_post()} open={open === 'post'} onClose={close}>
        <PostForm receipt={receipt} onDone={close} />
      </Dialog>
      <ReasonDialog
        name={`purchases.receipt.cancel.${receipt.id}`}
        title={m.receipts_cancel()}
        reasonLabel={m.receipts_cancel_reason()}
        shown={PURCHASES}
        act={(reason, key) => cancelReceipt(receipt, reason, key)}
        onDone={(changed) => keepReceipt(client, changed)}
        open={open === 'cancel'}
        onClose={close}
      />
    </>
  );
}

/** Why they are not whom the rule asks for, and the signature of whoever signs for that. */
function Excepted({ receipt }: { receipt: GoodsReceiptView }) {
  const client = useQueryClient();
  return receipt.exception ? (
    <CosignCard
      exception={receipt.exception}
      recordId={receipt.id}
      mayCosign={actionState(receipt.allowed_actions, 'cosign').allowed}
      cosign={(key) => orNewest(client, PURCHASES, cosignReceipt(receipt, key))}
      onSigned={(changed: GoodsReceiptView) => keepReceipt(client, changed)}
      ended={receipt.state === 'cancelled'}
    />
  ) : null;
}

/** Whose signature is missing. */
function missing({ acceptors, exception }: GoodsReceiptView): string[] {
  const cosigner = exception && !exception.signed_at ? [exception.cosigner] : [];
  return [...acceptors.filter(({ signed_at: at }) => !at), ...cosigner].map(({ name }) => name);
}

/** The paper, and a line for the group while somebody has not signed. */
function Actions({ receipt }: { receipt: GoodsReceiptView }) {
  const { school } = useMe();
  const waiting = missing(receipt);
  return (
    <>
      {receipt.state === 'inspecting' && waiting.length > 0 ? (
        <CopyButton
          label={m.receipts_copy()}
          text={[
            m.receipts_copy_text({
              names: waiting.join(m.receipts_list_comma()),
              title: receipt.title,
              number: receipt.number,
            }),
            pageAddress(`/goods-receipts/${receipt.id}`, school.public_url),
          ].join('\n')}
        />
      ) : null}
      <LinkButton
        to="/goods-receipts/$receiptId/print"
        params={{ receiptId: receipt.id }}
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
      >
        {m.receipts_print()}
      </LinkButton>
    </>
  );
}

const ACT_WORDS: Record<GoodsReceiptAction, () => string> = {
  sign: m.receipts_sign,
  cosign: m.exceptions_cosign,
  post: m.receipts_post,
  cancel: m.receipts_cancel,
};

/** What a receipt waits for in each state, beside a co-signature, which has its own card: why the other steps are not offered is no news. */
const AWAITED: Record<GoodsReceiptState, readonly GoodsReceiptAction[]> = {
  inspecting: ['sign', 'cancel'],
  accepted: ['post'],
  posted: [],
  cancelled: [],
};

/** Why a step that it waits for is not offered. */
function NotNow({ receipt }: { receipt: GoodsReceiptView }) {
  const awaited = AWAITED[receipt.state];
  const refused = receipt.allowed_actions.filter(
    ({ action, allowed }) => !allowed && awaited.includes(action),
  );
  if (refused.length === 0) {
    return null;
  }
  return (
    <ul className={classes.notNow} aria-label={m.receipts_not_now()} data-screen-only>
      {refused.map(({ action, reason }) => (
        <li key={action}>
          <span className={classes.act}>{ACT_WORDS[action]()}</span> {reason}
        </li>
      ))}
    </ul>
  );
}
