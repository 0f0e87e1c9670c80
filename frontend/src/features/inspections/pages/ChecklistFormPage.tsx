import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { ChecklistItemBody, ChecklistView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { refreshInspections, saveChecklist } from '../acts';
import { EditItem, emptyItem, type ItemValue } from '../components/EditItem';
import classes from '../components/Item.module.css';
import { INSPECTIONS } from '../queries';

const valuesOf = (list: ChecklistView | null) => ({
  name: list?.name ?? '',
  items: list
    ? list.items.map(
        (item): ItemValue => ({
          text: item.text,
          kind: item.kind,
          unit: item.unit ?? '',
          min: item.min ?? '',
          max: item.max ?? '',
          required: item.required,
          location_id: item.location_id ?? '',
        }),
      )
    : [emptyItem()],
  second_signature: list?.second_signature ?? false,
  retired: list?.retired ?? false,
});

function bodyOf(value: ItemValue): ChecklistItemBody {
  const { kind, unit, min, max, location_id: place, ...item } = value;
  const number = kind === 'number';
  return {
    ...item,
    text: item.text.trim(),
    kind,
    unit: (number && unit.trim()) || null,
    min: (number && min.trim()) || null,
    max: (number && max.trim()) || null,
    location_id: place || null,
  };
}

/** A checklist, written or written anew: rounds that were held keep their version. */
export function ChecklistFormPage({ list }: { list: ChecklistView | null }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const submission = useSubmission({
    name: `inspections.checklist.${list?.id ?? 'new'}`,
    owner: person.id,
    initialValues: valuesOf(list),
    keepDraft: true,
    validate: { name: (text) => (text.trim() ? null : m.ui_required()) },
    send: ({ name, items, ...values }, key) =>
      orNewest(
        queryClient,
        INSPECTIONS,
        saveChecklist(list, { name: name.trim(), items: items.map(bodyOf), ...values }, key),
      ),
    onAccepted: async () => {
      await refreshInspections(queryClient);
      await navigate({ to: '/inspections/checklists' });
    },
  });
  const { form } = submission;
  const { items } = form.values;
  const setItems = (next: ItemValue[]) => form.setFieldValue('items', next);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={list ? list.name : m.inspections_checklist_new()}
        back={{ to: '/inspections/checklists', label: m.inspections_checklists() }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <TextInput
        label={m.inspections_checklist_name()}
        placeholder={m.inspections_checklist_example()}
        {...form.getInputProps('name')}
      />
      <FormSection title={m.inspections_items()}>
        {items.map((item, at) => (
          <EditItem
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the list.
            key={at}
            item={item}
            at={at}
            errors={form.errors}
            onChange={(patch) =>
              setItems(items.map((one, index) => (index === at ? { ...one, ...patch } : one)))
            }
            onRemove={
              items.length > 1 ? () => setItems(items.filter((_, index) => index !== at)) : null
            }
          />
        ))}
        <div>
          <Button variant="default" onClick={() => setItems([...items, emptyItem()])}>
            {m.inspections_item_add()}
          </Button>
        </div>
      </FormSection>
      <CheckField label={m.inspections_asks_second()} {...form.getCheckProps('second_signature')} />
      {list ? (
        <CheckField label={m.inspections_retire_checklist()} {...form.getCheckProps('retired')} />
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.inspections_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
