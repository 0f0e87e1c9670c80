import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { refreshStores, transfer } from '../acts';
import { TransferLines } from '../components/TransferLines';
import { documentQuery, storeChoicesQuery, storeItemsQuery, storesQuery } from '../queries';
import { shelfOf } from '../shelf';
import { type TransferValues, takersOver, transferBody } from '../transfer-form';
import classes from './IssuePage.module.css';

/** From one store to another: where to, who takes it over, what. */
export function TransferPage({ storeId }: { storeId: string }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: stores } = useSuspenseQuery(storesQuery);
  const { data: choices } = useSuspenseQuery(storeChoicesQuery);
  const items = useQuery(storeItemsQuery(storeId));
  const takers = (to: string) =>
    takersOver(
      choices.find(({ id }) => id === to),
      person.id,
    );
  const submission = useSubmission({
    name: `stores.transfer.${storeId}`,
    owner: person.id,
    initialValues: {
      to_store_id: '',
      receiver_id: '',
      happened_on: schoolDay(),
      purpose: '',
      lines: [],
    } as TransferValues,
    keepDraft: true,
    validate: {
      to_store_id: (id) => (id ? null : m.stores_other_store_needed()),
      receiver_id: (id, { to_store_id: to }) =>
        id || takers(to).length === 0 ? null : m.stores_takes_over_needed(),
      lines: (lines) => (lines.length > 0 ? null : m.stores_nothing_chosen()),
    },
    send: (values: TransferValues, key) => transfer(transferBody(storeId, values), key),
    onAccepted: async (saved) => {
      queryClient.setQueryData(documentQuery(saved.id).queryKey, saved);
      void refreshStores(queryClient);
      await navigate({ to: '/stores/documents/$documentId', params: { documentId: saved.id } });
    },
  });
  const { form } = submission;
  const { lines, to_store_id: to } = form.values;
  const keepers = takers(to);
  const { onChange: _, ...toStore } = form.getInputProps('to_store_id');
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.stores_transfer()}
        back={{
          to: '/stores/$storeId',
          params: { storeId },
          label: stores.find(({ id }) => id === storeId)?.name ?? '',
        }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormSection title={m.stores_transfer_where()} text={m.stores_transfer_where_text()}>
        <div className={classes.pair}>
          <SelectField
            label={m.stores_to_store()}
            {...toStore}
            onChange={(event) => {
              const { value: next } = event.currentTarget;
              const [only, ...others] = takers(next);
              form.setFieldValue('to_store_id', next);
              form.setFieldValue('receiver_id', only && others.length === 0 ? only.id : '');
            }}
          >
            <option value="">{m.stores_choose_store()}</option>
            {choices
              .filter(({ id }) => id !== storeId)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </SelectField>
          {to && keepers.length === 0 ? (
            <p className={classes.beside}>{m.stores_takes_over_self()}</p>
          ) : (
            <SelectField label={m.stores_takes_over()} {...form.getInputProps('receiver_id')}>
              <option value="">{m.stores_choose_keeper()}</option>
              {keepers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
          )}
          <TextInput type="date" label={m.stores_day()} {...form.getInputProps('happened_on')} />
          <TextInput label={m.stores_purpose()} {...form.getInputProps('purpose')} />
        </div>
      </FormSection>
      <FormSection title={m.stores_what()}>
        <TransferLines
          lines={lines}
          shelf={items.data && shelfOf(items.data, storeId).filter(({ left }) => left > 0)}
          errors={form.errors}
          onChange={(next) => form.setFieldValue('lines', next)}
        />
      </FormSection>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.stores_transfer_send()}
        </Button>
      </SubmitBar>
    </form>
  );
}
