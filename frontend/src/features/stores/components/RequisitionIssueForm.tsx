import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { RequisitionView, StockConfirmation } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Counter } from '@/ui/Counter';
import { FormAlert } from '@/ui/FormAlert';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { thousandths } from '@/ui/quantity';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { issueRequisition, keepRequisition } from '../acts';
import { allItemsQuery, STORES, storesQuery } from '../queries';
import { nameOf } from '../shelf';
import classes from './RequisitionIssueForm.module.css';

interface Props {
  requisition: RequisitionView;
  /** It was collected on a day that is over, and is entered only now. */
  inTime?: boolean;
  onDone: () => void;
}

interface Old {
  pieces: string;
  note: string;
}

type Values = {
  store_id: string;
  receiver: PickedPerson;
  confirmation: StockConfirmation;
  happened_on: string;
  /** Line by line of the requisition; only those of items old for new are asked for. */
  old: Old[];
};

/** Hands out what was approved, whole: from which store, to whom. */
export function RequisitionIssueForm({ requisition, inTime = false, onDone }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const stores = useQuery(storesQuery);
  const items = useQuery(allItemsQuery);
  const usable = stores.data?.filter(({ retired }) => !retired) ?? [];
  const oldForNew = (id: string) =>
    items.data?.find((item) => item.id === id)?.old_for_new ?? false;
  const submission = useSubmission({
    name: `stores.requisition.issue.${requisition.id}`,
    owner: person.id,
    validate: {
      happened_on: (day: string) => (inTime && !day ? m.ui_required() : null),
    },
    initialValues: {
      store_id: '',
      receiver: requisition.requester,
      confirmation: inTime ? 'on_paper' : 'on_device',
      happened_on: '',
      old: requisition.lines.map(({ quantity }) => ({
        pieces: String(Math.ceil((thousandths(quantity) ?? 0) / 1000)),
        note: '',
      })),
    } as Values,
    send: (values: Values, key) =>
      orNewest(
        queryClient,
        STORES,
        issueRequisition(
          requisition,
          {
            store_id: values.store_id || (usable[0]?.id ?? ''),
            receiver_id: values.receiver.id,
            confirmation: values.confirmation,
            happened_on: values.happened_on || null,
            old_pieces: requisition.lines.flatMap(({ item }, line) =>
              oldForNew(item.id)
                ? [
                    {
                      line,
                      pieces: Number(values.old[line]?.pieces) || 0,
                      note: values.old[line]?.note.trim() || null,
                    },
                  ]
                : [],
            ),
          },
          key,
        ),
      ),
    onAccepted: (changed) => {
      void keepRequisition(queryClient, changed);
      onDone();
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {inTime ? (
        <TextInput
          type="date"
          label={m.requisitions_collected_on()}
          max={requisition.collect_by ? schoolDay(0, new Date(requisition.collect_by)) : undefined}
          {...form.getInputProps('happened_on')}
        />
      ) : null}
      <SelectField
        label={m.stores_from_store()}
        options={usable.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('store_id')}
      />
      <PersonPicker
        label={m.stores_receiver()}
        value={form.values.receiver}
        onChange={(one) => form.setFieldValue('receiver', one ?? requisition.requester)}
      />
      {requisition.lines.map(({ item, quantity }, index) => {
        const old = form.values.old[index] ?? { pieces: '0', note: '' };
        const change = (next: Partial<Old>) =>
          form.setFieldValue(
            'old',
            form.getValues().old.map((one, at) => (at === index ? { ...one, ...next } : one)),
          );
        const fewer = Number(old.pieces) * 1000 < (thousandths(quantity) ?? 0);
        return oldForNew(item.id) ? (
          <div key={item.id} className={classes.old}>
            <p>{m.stores_old_of({ name: nameOf(item) })}</p>
            <Counter
              label={m.stores_old_of({ name: nameOf(item) })}
              unit={item.unit}
              value={old.pieces}
              onChange={(pieces) => change({ pieces })}
            />
            {fewer ? (
              <TextInput
                label={m.stores_fewer_why()}
                value={old.note}
                onChange={(event) => change({ note: event.currentTarget.value })}
              />
            ) : null}
          </div>
        ) : null;
      })}
      <ChoiceCards
        label={m.stores_how_confirmed()}
        choices={[
          { value: 'on_device', label: m.stores_on_device() },
          { value: 'on_paper', label: m.stores_on_paper() },
        ]}
        value={form.values.confirmation}
        onChange={(how) => form.setFieldValue('confirmation', how)}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending} disabled={usable.length === 0}>
          {inTime ? m.requisitions_enter() : m.requisitions_issue()}
        </Button>
      </SubmitBar>
    </form>
  );
}
