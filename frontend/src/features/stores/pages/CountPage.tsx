import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { StoreView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { thousandths } from '@/ui/quantity';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { refreshStores, sendCount } from '../acts';
import { ItemPicker } from '../components/ItemPicker';
import { LineCard, LineCards } from '../components/LineCards';
import { onLine } from '../lines';
import { allItemsQuery, documentQuery, storesQuery } from '../queries';
import { nameOf, type ShelfItem, shelfOf } from '../shelf';
import classes from './IssuePage.module.css';

interface Line {
  item: ShelfItem;
  counted: string;
  note: string;
}

type Values = {
  first: PickedPerson | null;
  second: PickedPerson | null;
  keeper_id: string;
  lines: Line[];
};

/** What lies on the shelf, counted by two without looking at the books. */
export function CountPage({ storeId }: { storeId: string }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: stores } = useSuspenseQuery(storesQuery);
  const { data: items } = useSuspenseQuery(allItemsQuery);
  const store = stores.find(({ id }) => id === storeId);
  const shelf = shelfOf(items, storeId);
  const submission = useSubmission({
    name: `stores.count.${storeId}`,
    owner: person.id,
    initialValues: {
      first: { id: person.id, name: person.name },
      second: null,
      keeper_id: store?.keepers[0]?.id ?? '',
      lines: shelf.filter(({ left }) => left > 0).map((item) => ({ item, counted: '', note: '' })),
    } as Values,
    keepDraft: true,
    validate: {
      first: (one) => (one ? null : m.ui_required()),
      second: (one) => (one ? null : m.ui_required()),
      lines: (lines) =>
        lines.every(({ counted }) => thousandths(counted) !== null)
          ? null
          : m.stores_count_missing(),
    },
    send: (values: Values, key) =>
      sendCount(
        {
          store_id: storeId,
          counter_ids: [values.first, values.second].flatMap((one) => (one ? [one.id] : [])),
          keeper_id: values.keeper_id,
          lines: values.lines.map(({ item, counted, note }) => ({
            item_id: item.id,
            counted: counted.trim(),
            note: note.trim() || null,
          })),
        },
        key,
      ),
    onAccepted: async (saved) => {
      queryClient.setQueryData(documentQuery(saved.id).queryKey, saved);
      void refreshStores(queryClient);
      await navigate({ to: '/stores/documents/$documentId', params: { documentId: saved.id } });
    },
  });
  const { form } = submission;
  const { lines } = form.values;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.stores_count()}
        back={{ to: '/stores/$storeId', params: { storeId }, label: store?.name ?? '' }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormSection title={m.stores_counters()}>
        <Counters form={form} store={store} />
      </FormSection>
      <FormSection title={m.stores_counted()} text={m.stores_count_text()}>
        <LineCards label={m.stores_items()}>
          {lines.map((line, index) => (
            <LineFields
              key={line.item.id}
              line={line}
              index={index}
              errors={form.errors}
              {...onLine(lines, line, (next) => form.setFieldValue('lines', next))}
            />
          ))}
        </LineCards>
        <ItemPicker
          blind
          label={m.stores_count_other()}
          data-path="lines"
          error={form.errors.lines}
          items={shelf.filter(({ id }) => !lines.some(({ item }) => item.id === id))}
          onPick={(item) =>
            form.setFieldValue('lines', [...lines, { item, counted: '', note: '' }])
          }
        />
      </FormSection>
      <SubmitBar>
        <Button type="submit" loading={submission.sending} disabled={lines.length === 0}>
          {m.stores_count_send()}
        </Button>
      </SubmitBar>
    </form>
  );
}

function Counters({ form, store }: { form: Form<Values>; store: StoreView | undefined }) {
  const { first, second } = form.values;
  return (
    <>
      <div className={classes.pair}>
        <PersonPicker
          label={m.stores_counter_first()}
          value={first}
          onChange={(one) => form.setFieldValue('first', one)}
          error={form.errors.first}
          data-path="first"
        />
        <PersonPicker
          label={m.stores_counter_second()}
          value={second}
          onChange={(one) => form.setFieldValue('second', one)}
          error={form.errors.second}
          data-path="second"
        />
      </div>
      <SelectField
        label={m.stores_keeper_there()}
        options={store?.keepers.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('keeper_id')}
      />
    </>
  );
}

interface LineProps {
  line: Line;
  index: number;
  errors: Record<string, string>;
  onChange: (change: Partial<Line>) => void;
  onRemove: () => void;
}

function LineFields({ line, index, errors, onChange, onRemove }: LineProps) {
  const name = nameOf(line.item);
  const wrong = errors[`lines.${index}.note`];
  return (
    <LineCard name={name} remove={m.stores_count_leave_out({ name })} onRemove={onRemove}>
      <TextInput
        label={m.stores_quantity_in({ unit: line.item.unit })}
        inputMode="decimal"
        value={line.counted}
        error={errors[`lines.${index}.counted`]}
        data-path={`lines.${index}.counted`}
        onChange={(event) => onChange({ counted: event.currentTarget.value })}
      />
      {wrong || line.note ? (
        <TextInput
          label={m.stores_count_why()}
          value={line.note}
          error={wrong}
          data-path={`lines.${index}.note`}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      ) : null}
    </LineCard>
  );
}
