import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { AssetView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { type FormSubmission, useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconPencil } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { Stepper } from '@/ui/Stepper';
import { SubmitBar } from '@/ui/SubmitBar';
import { assetQuery } from '../queries';
import { MoveForm } from './MoveForm';
import classes from './MoveForm.module.css';

type Act = 'move' | 'split' | 'void';

/** What the server lets this reader do with the card: each a button, or nothing. Between them what can be printed. */
export function CardActs({ asset, children }: { asset: AssetView; children: ReactNode }) {
  const [open, setOpen] = useState<Act | null>(null);
  const may = (action: string) => actionState(asset.allowed_actions, action).allowed;
  const acts: [Act, string][] = [
    ['move', m.cards_move()],
    ['split', m.cards_split()],
  ];
  const titles: Record<Act, string> = {
    move: m.cards_move_title({ name: asset.name }),
    split: m.cards_split_title({ name: asset.name }),
    void: m.cards_void_title({ name: asset.name }),
  };
  const close = () => setOpen(null);
  return (
    <>
      {may('change') ? (
        <LinkButton
          variant="default"
          to="/assets/$assetId/edit"
          params={{ assetId: asset.id }}
          leftSection={<IconPencil size={18} aria-hidden />}
        >
          {m.cards_correct()}
        </LinkButton>
      ) : null}
      {acts
        .filter(([act]) => may(act))
        .map(([act, label]) => (
          <Button key={act} variant="default" onClick={() => setOpen(act)}>
            {label}
          </Button>
        ))}
      {children}
      {may('void') ? (
        <Button variant="default" onClick={() => setOpen('void')}>
          {m.cards_void()}
        </Button>
      ) : null}
      <Dialog title={open ? titles[open] : ''} open={open !== null} onClose={close}>
        {open === 'move' ? <MoveForm things={[asset]} onDone={close} /> : null}
        {open === 'split' ? <SplitForm asset={asset} onDone={close} /> : null}
        {open === 'void' ? <VoidForm asset={asset} onDone={close} /> : null}
      </Dialog>
    </>
  );
}

interface FormProps {
  asset: AssetView;
  onDone: () => void;
}

function SplitForm({ asset, onDone }: FormProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();
  const submission = useSubmission({
    name: `registers.split.${asset.id}`,
    owner: person.id,
    initialValues: { quantity: '1', reason: '' },
    validate: { reason: (reason) => (reason.trim() ? null : m.ui_required()) },
    send: ({ quantity, reason }, key) =>
      orNewest(
        queryClient,
        assetQuery(asset.id).queryKey,
        read(
          api.POST('/api/v1/assets/{id}/split', {
            params: {
              path: { id: asset.id },
              header: { ...ifMatch(asset.version), 'Idempotency-Key': key },
            },
            body: { quantity: quantity.trim(), reason: reason.trim() },
          }),
        ),
      ),
    onAccepted: async (card) => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      onDone();
      await router.navigate({ to: '/assets/$assetId', params: { assetId: card.id } });
    },
  });
  const { form } = submission;
  return (
    <ActFrame submission={submission} text={m.cards_split_text()} submit={m.cards_split_do()}>
      <Stepper
        label={m.cards_split_count({ unit: asset.unit, total: asset.quantity })}
        value={form.values.quantity}
        onChange={(quantity) => form.setFieldValue('quantity', quantity)}
        max={Number(asset.quantity) - 1}
        error={form.errors.quantity}
        data-path="quantity"
      />
      <TextInput
        label={m.cards_reason()}
        placeholder={m.cards_split_reason_example()}
        autoComplete="off"
        {...form.getInputProps('reason')}
      />
    </ActFrame>
  );
}

function VoidForm({ asset, onDone }: FormProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `registers.void.${asset.id}`,
    owner: person.id,
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim() ? null : m.ui_required()) },
    send: ({ reason }, key) =>
      orNewest(
        queryClient,
        assetQuery(asset.id).queryKey,
        read(
          api.POST('/api/v1/assets/{id}/void', {
            params: {
              path: { id: asset.id },
              header: { ...ifMatch(asset.version), 'Idempotency-Key': key },
            },
            body: { reason: reason.trim() },
          }),
        ),
      ),
    onAccepted: async (changed) => {
      queryClient.setQueryData(assetQuery(asset.id).queryKey, changed);
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      onDone();
    },
  });
  return (
    <ActFrame submission={submission} text={m.cards_void_text()} submit={m.cards_void_do()} grave>
      <TextInput
        label={m.cards_reason()}
        placeholder={m.cards_void_reason_example()}
        autoComplete="off"
        {...submission.form.getInputProps('reason')}
      />
    </ActFrame>
  );
}

function ActFrame<V extends Record<string, unknown>>(props: {
  submission: FormSubmission<V>;
  text: string;
  submit: string;
  grave?: boolean;
  children: React.ReactNode;
}) {
  const { submission } = props;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={classes.hint}>{props.text}</p>
      {props.children}
      <SubmitBar>
        <Button type="submit" loading={submission.sending} color={props.grave ? 'red' : undefined}>
          {props.submit}
        </Button>
      </SubmitBar>
    </form>
  );
}
