import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { StockItemView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { Suggest } from '@/ui/Suggest';
import { refreshStores, saveItem } from '../acts';
import { FoodFields } from '../components/FoodFields';
import { foodChoice, foodOf } from '../food';
import { whole } from '../print-run';
import { allItemsQuery, itemQuery, STORES } from '../queries';
import classes from './IssuePage.module.css';

/** What the school keeps: its unit, how little is too little, and what its handing out asks for. */
export function ItemFormPage({ item }: { item: StockItemView | null }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  // Only a help: without it the category is typed.
  const known = useQuery(allItemsQuery);
  const submission = useSubmission({
    name: `stores.item.${item?.id ?? 'new'}`,
    owner: person.id,
    initialValues: {
      name: item?.name ?? '',
      spec: item?.spec ?? '',
      unit: item?.unit ?? '',
      category: item?.category ?? '',
      minimum: item?.minimum ?? '',
      controlled_above: item?.controlled_above ?? '',
      sheets_per_unit: item?.sheets_per_unit ? String(item.sheets_per_unit) : '',
      old_for_new: item?.old_for_new ?? false,
      ...foodChoice(item?.food),
      retired: item?.retired ?? false,
    },
    keepDraft: true,
    validate: {
      name: (text) => (text.trim() ? null : m.ui_required()),
      unit: (text) => (text.trim() ? null : m.ui_required()),
      category: (text) => (text.trim() ? null : m.ui_required()),
      sheets_per_unit: (text) => (!text.trim() || whole(text) ? null : m.requisitions_run_whole()),
    },
    send: (values, key) =>
      orNewest(
        queryClient,
        STORES,
        saveItem(
          item,
          {
            name: values.name.trim(),
            spec: values.spec.trim() || null,
            unit: values.unit.trim(),
            category: values.category.trim(),
            minimum: values.minimum.trim() || null,
            controlled_above: values.controlled_above.trim() || null,
            sheets_per_unit: whole(values.sheets_per_unit),
            old_for_new: values.old_for_new,
            food: foodOf(values),
            retired: values.retired,
          },
          key,
        ),
      ),
    onAccepted: async (saved) => {
      queryClient.setQueryData(itemQuery(saved.id).queryKey, saved);
      await refreshStores(queryClient);
      await navigate({ to: '/stores/items/$itemId', params: { itemId: saved.id } });
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={item ? item.name : m.stores_item_new()}
        back={{ to: '/stores', label: m.stores_title() }}
      />
      <FormAlert notice={submission.notice} />
      <div className={classes.pair}>
        <TextInput label={m.stores_item_name()} {...form.getInputProps('name')} />
        <TextInput label={m.stores_spec()} {...form.getInputProps('spec')} />
        <TextInput
          label={m.stores_unit()}
          placeholder={m.stores_unit_example()}
          {...form.getInputProps('unit')}
        />
        <Suggest
          label={m.stores_category()}
          answers={[...new Set(known.data?.map(({ category }) => category))]}
          {...form.getInputProps('category')}
        />
      </div>
      <FormSection title={m.stores_rules()}>
        <div className={classes.pair}>
          <TextInput
            label={m.stores_minimum()}
            description={m.stores_minimum_text()}
            inputMode="decimal"
            {...form.getInputProps('minimum')}
          />
          <TextInput
            label={m.stores_controlled()}
            description={m.stores_controlled_text()}
            inputMode="decimal"
            {...form.getInputProps('controlled_above')}
          />
          <TextInput
            label={m.stores_sheets_per_unit()}
            description={m.stores_sheets_per_unit_text()}
            inputMode="numeric"
            {...form.getInputProps('sheets_per_unit')}
          />
        </div>
        <FoodFields
          group={form.getInputProps('food_group')}
          storage={form.getInputProps('storage')}
        />
        <CheckField label={m.stores_old_for_new()} {...form.getCheckProps('old_for_new')} />
        {item ? <CheckField label={m.stores_retire()} {...form.getCheckProps('retired')} /> : null}
      </FormSection>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.stores_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
