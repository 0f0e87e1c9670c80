import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { StockLotView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { lotQuery, nameLot } from '../food-queries';
import classes from './BinDialog.module.css';

interface Props {
  lot: StockLotView;
  onDone: (changed: StockLotView) => void;
}

/** What the maker wrote on a lot that came in before anybody asked. */
export function LotNameForm({ lot, onDone }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `stores.lot.name.${lot.id}`,
    owner: person.id,
    initialValues: { lot_no: '', produced_on: '', expires_on: '' },
    validate: {
      lot_no: (number, { produced_on }) =>
        number.trim() || produced_on ? null : m.stores_food_missing(),
    },
    send: ({ lot_no, produced_on, expires_on }, key) => {
      const body = {
        lot_no: lot_no.trim() || null,
        produced_on: produced_on || null,
        expires_on: expires_on || null,
      };
      return orNewest(queryClient, lotQuery(lot.id).queryKey, nameLot(lot, body, key));
    },
    onAccepted: onDone,
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={classes.quiet}>{m.stores_lot_name_text()}</p>
      <TextInput label={m.stores_lot_no()} maxLength={60} {...form.getInputProps('lot_no')} />
      <TextInput
        type="date"
        label={m.stores_produced_on()}
        {...form.getInputProps('produced_on')}
      />
      {lot.expires_on ? null : (
        <TextInput type="date" label={m.stores_expires()} {...form.getInputProps('expires_on')} />
      )}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.stores_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
