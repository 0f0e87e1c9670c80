import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { PlacePicker } from '@/ui/PlacePicker';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { refreshStores, saveStore } from '../acts';
import { People } from '../components/People';
import { STORES, storesQuery } from '../queries';
import classes from './IssuePage.module.css';

/** A store: where it is, and who keeps it. */
export function StoreFormPage({ storeId }: { storeId: string | null }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: stores } = useSuspenseQuery(storesQuery);
  const store = stores.find(({ id }) => id === storeId) ?? null;
  const submission = useSubmission({
    name: `stores.store.${storeId ?? 'new'}`,
    owner: person.id,
    initialValues: {
      name: store?.name ?? '',
      place_id: store?.place?.id ?? '',
      parent_id: store?.parent_id ?? '',
      keepers: (store?.keepers ?? []) as PickedPerson[],
      retired: store?.retired ?? false,
    },
    validate: { name: (text) => (text.trim() ? null : m.ui_required()) },
    send: (values, key) =>
      orNewest(
        queryClient,
        STORES,
        saveStore(
          store,
          {
            name: values.name.trim(),
            place_id: values.place_id || null,
            parent_id: values.parent_id || null,
            keeper_ids: values.keepers.map(({ id }) => id),
            retired: values.retired,
          },
          key,
        ),
      ),
    onAccepted: async (saved) => {
      await refreshStores(queryClient);
      await navigate({ to: '/stores/$storeId', params: { storeId: saved.id } });
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={store ? store.name : m.stores_new()}
        back={{ to: '/stores', label: m.stores_title() }}
      />
      <FormAlert notice={submission.notice} />
      <TextInput
        label={m.stores_name()}
        placeholder={m.stores_name_example()}
        {...form.getInputProps('name')}
      />
      <PlacePicker
        label={m.stores_place()}
        value={form.values.place_id || null}
        onChange={(id) => form.setFieldValue('place_id', id ?? '')}
        error={form.errors.place_id}
        data-path="place_id"
      />
      <SelectField label={m.stores_parent()} {...form.getInputProps('parent_id')}>
        <option value="">{m.stores_no_parent()}</option>
        {stores
          .filter(({ id }) => id !== storeId)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </SelectField>
      <People
        people={form.values.keepers}
        onRemove={(id) =>
          form.setFieldValue(
            'keepers',
            form.values.keepers.filter((one) => one.id !== id),
          )
        }
      />
      <PersonPicker
        label={m.stores_add_keeper()}
        description={m.stores_keeper_text()}
        value={null}
        onChange={(one) => {
          if (one && !form.values.keepers.some(({ id }) => id === one.id)) {
            form.setFieldValue('keepers', [...form.values.keepers, one]);
          }
        }}
      />
      {store ? <CheckField label={m.stores_retire()} {...form.getCheckProps('retired')} /> : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.stores_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
