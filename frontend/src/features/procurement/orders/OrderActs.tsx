import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { PurchaseOrderAction, PurchaseOrderView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { AskFirst } from '@/ui/AskFirst';
import { LinkButton } from '@/ui/LinkButton';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { PURCHASES } from '../queries';
import { confirmOrder, endOrder, useKeepOrder, useOrderStep } from './acts';
import classes from './OrderPage.module.css';
import { stepsOf } from './words';

const WORDS: Record<PurchaseOrderAction, () => string> = {
  confirm: m.orders_confirm,
  cosign: m.exceptions_cosign,
  receive: m.orders_receive,
  cancel: m.orders_cancel,
  close: m.orders_close,
};

/** Whose matter a step is at all: nobody else is told why he may not. */
const RIGHTS: Record<PurchaseOrderAction, string> = {
  confirm: 'orders.make',
  cosign: 'exceptions.cosign',
  receive: 'goods_receipts.accept',
  cancel: 'orders.make',
  close: 'orders.make',
};

/** The page's one act: to confirm, and later to write down what came. Nothing where neither is to be done. */
export function primaryAct(order: PurchaseOrderView): ReactNode {
  const may = (action: PurchaseOrderAction) => actionState(order.allowed_actions, action).allowed;
  if (may('confirm')) {
    return <Confirm order={order} />;
  }
  return may('receive') ? (
    <LinkButton to="/goods-receipts/new" search={{ order: order.id }}>
      {m.orders_receive()}
    </LinkButton>
  ) : undefined;
}

function Confirm({ order }: { order: PurchaseOrderView }) {
  const queryClient = useQueryClient();
  const step = useOrderStep();
  return (
    <AskFirst
      name={`purchases.order.confirm.${order.id}`}
      label={m.orders_confirm()}
      variant="filled"
      title={m.orders_confirm()}
      text={m.orders_confirm_ask({ supplier: order.supplier_name })}
      act={m.orders_confirm()}
      send={(key) => step(confirmOrder(order, key))}
      onDone={() => queryClient.invalidateQueries({ queryKey: PURCHASES })}
    />
  );
}

/** The other steps; those that cannot be taken now stand there with the reason. */
export function OrderActs({ order }: { order: PurchaseOrderView }) {
  const { permissions } = useMe();
  const keep = useKeepOrder();
  const [ending, setEnding] = useState<'cancel' | 'close' | null>(null);
  const steps = stepsOf(order).filter((step) => permissions.includes(RIGHTS[step]));
  const shown = steps.map((step) => ({ step, ...actionState(order.allowed_actions, step) }));
  const ends = shown.filter(
    (one): one is typeof one & { step: 'cancel' | 'close' } =>
      one.allowed && (one.step === 'cancel' || one.step === 'close'),
  );
  return (
    <div className={classes.acts} data-screen-only>
      {ends.map(({ step }) => (
        <Button key={step} variant="default" onClick={() => setEnding(step)}>
          {WORDS[step]()}
        </Button>
      ))}
      {shown.map(({ step, allowed, reason }) =>
        allowed || !reason ? null : <NotNow key={step} label={WORDS[step]()} reason={reason} />,
      )}
      <ReasonDialog
        name={`purchases.order.${ending ?? 'end'}.${order.id}`}
        title={ending ? WORDS[ending]() : ''}
        reasonLabel={ending === 'close' ? m.orders_close_reason() : m.orders_cancel_reason()}
        shown={PURCHASES}
        act={(reason, key) => endOrder(order, ending ?? 'cancel', reason, key)}
        onDone={(changed) => void keep(changed)}
        open={ending !== null}
        onClose={() => setEnding(null)}
      />
    </div>
  );
}

function NotNow({ label, reason }: { label: string; reason: string }) {
  const id = useId();
  return (
    <div className={classes.not}>
      <Button variant="default" disabled aria-describedby={id}>
        {label}
      </Button>
      <p id={id} className={classes.quiet}>
        {reason}
      </p>
    </div>
  );
}
