import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { StockItemView, StockLot } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { announce } from '@/ui/notices';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { Suggest } from '@/ui/Suggest';
import { moveBins, refreshStores } from '../acts';
import { type BinValues, binBody, lotsIn, storesOf } from '../bins';
import { binsQuery, itemQuery } from '../queries';
import { nameOf } from '../shelf';
import classes from './BinDialog.module.css';

interface Props {
  item: StockItemView;
  open: boolean;
  onClose: () => void;
}

/** What lies in another bin of its store from now on: a mistyped one is put right the same way. */
export function BinDialog({ item, open, onClose }: Props) {
  return (
    <Dialog title={m.stores_rebin()} open={open} onClose={onClose}>
      <BinForm item={item} onDone={onClose} />
    </Dialog>
  );
}

const idsIn = (lots: readonly StockLot[], storeId: string) =>
  lotsIn(lots, storeId).map(({ id }) => id);

function BinForm({ item, onDone }: { item: StockItemView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const stores = storesOf(item.lots);
  const first = stores[0]?.id ?? '';
  const submission = useSubmission({
    name: `stores.rebin.${item.id}`,
    owner: person.id,
    initialValues: { store_id: first, lots: idsIn(item.lots, first), bin: '' } as BinValues,
    validate: {
      lots: (lots) =>
        item.lots.some(({ id }) => lots.includes(id)) ? null : m.stores_rebin_no_lot(),
      bin: (bin) => (bin.trim() ? null : m.stores_rebin_needed()),
    },
    send: async (values: BinValues, key) => {
      const { queryKey } = itemQuery(item.id);
      try {
        return await orNewest(queryClient, queryKey, moveBins(binBody(item, values), key));
      } catch (error) {
        // Of a lot that was used up meanwhile nothing is to be moved: the item as it is now leaves it out.
        if (problemOf(error)?.status === 409) {
          await queryClient.invalidateQueries({ queryKey });
        }
        throw error;
      }
    },
    onAccepted: (changed) => {
      announce(m.stores_rebinned(), nameOf(item));
      queryClient.setQueryData(itemQuery(item.id).queryKey, changed);
      void refreshStores(queryClient);
      onDone();
    },
  });
  const { form } = submission;
  const { store_id: storeId, lots: chosen } = form.values;
  const bins = useQuery(binsQuery(storeId));
  const { onChange: _, ...inStore } = form.getInputProps('store_id');
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={classes.quiet}>{m.stores_rebin_text()}</p>
      {stores.length > 1 ? (
        <SelectField
          label={m.stores_store()}
          options={stores.map(({ id, name }) => ({ value: id, label: name }))}
          {...inStore}
          onChange={(event) => {
            const { value: next } = event.currentTarget;
            form.setFieldValue('store_id', next);
            form.setFieldValue('lots', idsIn(item.lots, next));
          }}
        />
      ) : null}
      <Lots
        item={item}
        storeId={storeId}
        chosen={chosen}
        error={form.errors.lots}
        onChange={(next) => form.setFieldValue('lots', next)}
      />
      <Suggest
        label={m.stores_rebin_to()}
        maxLength={50}
        answers={bins.data?.map(({ bin }) => bin) ?? []}
        {...form.getInputProps('bin')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.stores_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

interface LotsProps {
  item: StockItemView;
  storeId: string;
  chosen: readonly string[];
  error: string | undefined;
  onChange: (chosen: string[]) => void;
}

/** All of them, until one is left out. */
function Lots({ item, storeId, chosen, error, onChange }: LotsProps) {
  const lots = lotsIn(item.lots, storeId);
  const all = lots.every(({ id }) => chosen.includes(id));
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className={classes.lots}>
      <legend>{m.stores_rebin_which()}</legend>
      {lots.length > 1 ? (
        <CheckField
          label={m.stores_rebin_all({ count: lots.length })}
          checked={all}
          onChange={() => onChange(all ? [] : lots.map(({ id }) => id))}
        />
      ) : null}
      {lots.map((lot, index) => (
        <CheckField
          key={lot.id}
          label={lotText(lot, item.unit)}
          checked={chosen.includes(lot.id)}
          data-path={index === 0 ? 'lots' : undefined}
          onChange={() => toggle(lot.id)}
        />
      ))}
      {error ? <p className={classes.wrong}>{error}</p> : null}
    </fieldset>
  );
}

const lotText = (lot: StockLot, unit: string) =>
  m.stores_rebin_lot({
    bin: lot.bin ?? m.stores_rebin_nowhere(),
    day: formatExact(lot.received_on),
    quantity: m.stores_amount({ quantity: lot.quantity, unit }),
  });
