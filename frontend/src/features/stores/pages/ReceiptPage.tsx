import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { StockOwnSource } from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { receive, refreshStores } from '../acts';
import { ItemPicker } from '../components/ItemPicker';
import { LineCard, LineCards } from '../components/LineCards';
import { onLine } from '../lines';
import { allItemsQuery, documentQuery, storesQuery } from '../queries';
import { nameOf, type ShelfItem, shelfOf } from '../shelf';
import classes from './IssuePage.module.css';

interface Line {
  item: ShelfItem;
  quantity: string;
  value: string;
  bin: string;
  expires_on: string;
  lot_no: string;
  produced_on: string;
}

type Values = { source: StockOwnSource; note: string; happened_on: string; lines: Line[] };

/** What was there already, or was given: what was bought comes in by its goods receipt. */
export function ReceiptPage({ storeId }: { storeId: string }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: stores } = useSuspenseQuery(storesQuery);
  const items = useQuery(allItemsQuery);
  const submission = useSubmission({
    name: `stores.receipt.${storeId}`,
    owner: person.id,
    initialValues: { source: 'opening', note: '', happened_on: schoolDay(), lines: [] } as Values,
    keepDraft: true,
    validate: { lines: (lines) => (lines.length > 0 ? null : m.stores_nothing_chosen()) },
    send: (values: Values, key) =>
      receive(
        {
          store_id: storeId,
          source: values.source,
          note: values.note.trim() || null,
          happened_on: values.happened_on || null,
          lines: values.lines.map((line) => ({
            item_id: line.item.id,
            quantity: line.quantity.trim(),
            value: line.value.trim(),
            bin: line.bin.trim() || null,
            expires_on: line.expires_on || null,
            lot_no: line.lot_no.trim() || null,
            produced_on: line.produced_on || null,
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
        title={m.stores_receive()}
        back={{
          to: '/stores/$storeId',
          params: { storeId },
          label: stores.find(({ id }) => id === storeId)?.name ?? '',
        }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormSection title={m.stores_where_from()} text={m.stores_where_from_text()}>
        <div className={classes.pair}>
          <SelectField
            label={m.stores_source()}
            options={[
              { value: 'opening', label: m.stores_source_opening() },
              { value: 'donation', label: m.stores_source_donation() },
            ]}
            {...form.getInputProps('source')}
          />
          <TextInput type="date" label={m.stores_day()} {...form.getInputProps('happened_on')} />
        </div>
        <TextInput label={m.stores_source_note()} {...form.getInputProps('note')} />
      </FormSection>
      <FormSection title={m.stores_what()}>
        {lines.length > 0 ? (
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
        ) : null}
        <ItemPicker
          label={m.stores_add_item()}
          data-path="lines"
          error={form.errors.lines}
          items={
            items.data &&
            shelfOf(items.data, storeId).filter(
              ({ id }) => !lines.some(({ item }) => item.id === id),
            )
          }
          onPick={(item) =>
            form.setFieldValue('lines', [
              ...lines,
              {
                item,
                quantity: '',
                value: '',
                bin: '',
                expires_on: '',
                lot_no: '',
                produced_on: '',
              },
            ])
          }
        />
      </FormSection>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.stores_receive()}
        </Button>
      </SubmitBar>
    </form>
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
  const props = (field: Exclude<keyof Line, 'item'>) => ({
    value: line[field],
    error: errors[`lines.${index}.${field}`],
    'data-path': `lines.${index}.${field}`,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ [field]: event.currentTarget.value }),
  });
  return (
    <LineCard name={name} onRemove={onRemove}>
      <div className={classes.pair}>
        <TextInput
          label={m.stores_quantity_in({ unit: line.item.unit })}
          inputMode="decimal"
          {...props('quantity')}
        />
        <TextInput label={m.stores_value_all()} inputMode="decimal" {...props('value')} />
        <TextInput label={m.stores_bin()} {...props('bin')} />
        <TextInput type="date" label={m.stores_expires()} {...props('expires_on')} />
        {line.item.food ? (
          <>
            <TextInput label={m.stores_lot_no()} {...props('lot_no')} />
            <TextInput type="date" label={m.stores_produced_on()} {...props('produced_on')} />
          </>
        ) : null}
      </div>
    </LineCard>
  );
}
