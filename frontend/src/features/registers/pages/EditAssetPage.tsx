import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import type { AssetView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { Suggest } from '@/ui/Suggest';
import { TextArea } from '@/ui/TextArea';
import fields from '../components/AssetFields.module.css';
import { CategoryPicker } from '../components/CategoryPicker';
import { answers, DetailFields } from '../components/DetailFields';
import { MeanwhileChanged } from '../components/MeanwhileChanged';
import { detailErrors } from '../details';
import { changeBody, type EditValues, editValues } from '../edit-form';
import { assetQuery, categoriesQuery } from '../queries';
import { statusOptions } from '../words';
import classes from './NewAssetPage.module.css';

/** States that a word on a card can set; the others come with documents. */
const SAID = ['in_use', 'in_stock', 'idle'];

/** Puts right how a card reads. What it is worth, where it is and who has it change by documents. */
export function EditAssetPage({ assetId }: { assetId: string }) {
  const { data: asset } = useSuspenseQuery(assetQuery(assetId));
  return (
    <>
      <PageHeader
        back={{ to: '/assets/$assetId', params: { assetId }, label: asset.name }}
        number={asset.asset_no}
        title={m.cards_edit_title({ name: asset.name })}
        facts={m.cards_edit_text()}
      />
      <EditForm asset={asset} />
    </>
  );
}

function EditForm({ asset }: { asset: AssetView }) {
  const { person } = useMe();
  const seesValues = usePermission('assets.view_values');
  const queryClient = useQueryClient();
  const router = useRouter();
  const { data: categories } = useQuery(categoriesQuery);
  const [opened] = useState(asset);
  const kindFor = (code: string | null) =>
    code === asset.category.code
      ? asset.kind
      : categories?.find((category) => category.code === code)?.card_kind;
  const submission = useSubmission<EditValues, AssetView>({
    name: `registers.edit.${asset.id}`,
    owner: person.id,
    keepDraft: true,
    initialValues: editValues(asset),
    validate: {
      name: (name) => (name.trim() ? null : m.ui_required()),
      unit: (unit) => (unit.trim() ? null : m.ui_required()),
      category_code: (code) => (code ? null : m.ui_required()),
    },
    send: async (values, key) => {
      const kind = kindFor(values.category_code);
      const body = changeBody(values, editValues(opened), kind, seesValues);
      const header = { ...ifMatch(asset.version), 'Idempotency-Key': key };
      const params = { path: { id: asset.id }, header };
      try {
        const sent = read(api.PATCH('/api/v1/assets/{id}', { params, body }));
        return await orNewest(queryClient, assetQuery(asset.id).queryKey, sent);
      } catch (error) {
        throw detailErrors(error);
      }
    },
    onAccepted: async (changed) => {
      queryClient.setQueryData(assetQuery(asset.id).queryKey, changed);
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      await router.navigate({ to: '/assets/$assetId', params: { assetId: asset.id } });
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormAlert notice={submission.notice} />
      <MeanwhileChanged opened={opened} now={asset} />
      <PlainFields form={form} status={asset.status} />
      <DetailFields form={form} kind={kindFor(form.values.category_code)} seesValues={seesValues} />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.cards_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

function PlainFields({ form, status }: { form: Form<EditValues>; status: string }) {
  const states = statusOptions().filter(({ value }) => SAID.includes(value));
  return (
    <FormSection title={m.registers_group_what()}>
      <div className={fields.fields}>
        <TextInput label={m.registers_name()} autoComplete="off" {...form.getInputProps('name')} />
        <CategoryPicker
          label={m.registers_category()}
          value={form.values.category_code}
          onChange={(code) => form.setFieldValue('category_code', code)}
          error={form.errors.category_code}
          data-path="category_code"
        />
        <TextInput
          label={m.registers_spec()}
          autoComplete="off"
          {...form.getInputProps('spec_model')}
        />
        <TextInput
          label={m.registers_brand()}
          autoComplete="off"
          {...form.getInputProps('brand')}
        />
        <TextInput
          label={m.registers_serial()}
          autoComplete="off"
          {...form.getInputProps('serial_no')}
        />
        <TextInput label={m.registers_unit()} autoComplete="off" {...form.getInputProps('unit')} />
        <TextInput
          label={m.registers_acquired()}
          type="date"
          {...form.getInputProps('acquired_on')}
        />
        <Suggest
          label={m.registers_method()}
          answers={answers(m.cards_suggest_method())}
          {...form.getInputProps('acquisition_method')}
        />
        <TextInput
          label={m.registers_supplier()}
          autoComplete="off"
          {...form.getInputProps('supplier')}
        />
        {SAID.includes(status) ? (
          <SelectField
            label={m.registers_status()}
            options={states}
            {...form.getInputProps('status')}
          />
        ) : null}
      </div>
      <TextArea label={m.registers_remarks()} rows={3} {...form.getInputProps('remarks')} />
    </FormSection>
  );
}
