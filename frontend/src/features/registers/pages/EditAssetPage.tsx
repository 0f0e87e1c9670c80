import { Button } from '@mantine/core';
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
import { SubmitBar } from '@/ui/SubmitBar';
import { mayBeSaid, PLAIN } from '../card-fields';
import fields from '../components/AssetFields.module.css';
import { CardFieldInput } from '../components/CardFieldInput';
import { DetailFields } from '../components/DetailFields';
import { MeanwhileChanged } from '../components/MeanwhileChanged';
import { detailErrors } from '../details';
import { changeBody, type EditValues, editValues } from '../edit-form';
import { assetQuery, categoriesQuery } from '../queries';
import classes from './NewAssetPage.module.css';

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
      {form.values.category_code && form.values.category_code !== asset.category.code ? (
        <p role="status">{m.registers_category_from_today()}</p>
      ) : null}
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
  return (
    <FormSection title={m.registers_group_what()}>
      <div className={fields.fields}>
        {PLAIN.filter(({ kind }) => kind !== 'status' || mayBeSaid(status)).map((field) => (
          <CardFieldInput key={field.name} form={form} field={field} />
        ))}
      </div>
    </FormSection>
  );
}
