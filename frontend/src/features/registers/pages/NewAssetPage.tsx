import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { DraftNotice } from '@/ui/DraftNotice';
import { Folded } from '@/ui/Folded';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { type AssetValues, batch, initialAsset, oneCard, unwrapCard } from '../asset-form';
import { AmountFields, OriginFields, WhatFields, WhereFields } from '../components/AssetFields';
import { BatchDone } from '../components/BatchDone';
import { DetailFields } from '../components/DetailFields';
import { detailErrors } from '../details';
import { categoriesQuery } from '../queries';
import classes from './NewAssetPage.module.css';

interface Numbered {
  id: string;
  asset_no: string;
}

/** Registering by hand: one card, or N like things as N cards with consecutive numbers. */
export function NewAssetPage({ locationId }: { locationId: string | undefined }) {
  const [made, setMade] = useState<Numbered[] | null>(null);
  return (
    <>
      <PageHeader back={{ to: '/assets', label: m.shell_nav_assets() }} title={m.registers_new()} />
      {made ? (
        <BatchDone cards={made} onAgain={() => setMade(null)} />
      ) : (
        <AssetForm locationId={locationId ?? null} onBatch={setMade} />
      )}
    </>
  );
}

interface Knowing {
  seesValues: boolean;
  kind: string | undefined;
}

async function register(values: AssetValues, { seesValues, kind }: Knowing, key: string) {
  const headers = { 'Idempotency-Key': key };
  try {
    if (values.mode === 'one') {
      const body = oneCard(values, seesValues, kind);
      return [await read(api.POST('/api/v1/assets', { body, headers }))];
    }
    const body = batch(values, seesValues, kind);
    return (await read(api.POST('/api/v1/assets/batches', { body, headers }))).items;
  } catch (error) {
    throw detailErrors(unwrapCard(error));
  }
}

interface FormProps {
  locationId: string | null;
  onBatch: (cards: Numbered[]) => void;
}

function AssetForm({ locationId, onBatch }: FormProps) {
  const { person } = useMe();
  const seesValues = usePermission('assets.view_values');
  const queryClient = useQueryClient();
  const router = useRouter();
  const { data: categories } = useQuery(categoriesQuery);
  const kindFor = (code: string | null) =>
    categories?.find((category) => category.code === code)?.card_kind;
  const submission = useSubmission<AssetValues, Numbered[]>({
    name: 'registers.asset',
    owner: person.id,
    keepDraft: true,
    initialValues: initialAsset(locationId),
    validate: {
      name: (name) => (name.trim() ? null : m.ui_required()),
      category_code: (code) => (code ? null : m.ui_required()),
    },
    send: (values, key) =>
      register(values, { seesValues, kind: kindFor(values.category_code) }, key),
    onAccepted: async (cards) => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      const [only] = cards;
      if (cards.length === 1 && only) {
        await router.navigate({ to: '/assets/$assetId', params: { assetId: only.id } });
      } else {
        onBatch(cards);
      }
    },
  });
  const { form } = submission;
  const { mode, category_code, count } = form.values;
  const unit = categories?.find((category) => category.code === category_code)?.unit;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormAlert notice={submission.notice} />
      <ChoiceCards
        label={m.registers_mode()}
        choices={[
          { value: 'one', label: m.registers_mode_one(), hint: m.registers_mode_one_hint() },
          { value: 'batch', label: m.registers_mode_batch(), hint: m.registers_mode_batch_hint() },
        ]}
        value={mode}
        onChange={(next) => form.setFieldValue('mode', next)}
      />
      <WhatFields form={form} />
      <AmountFields form={form} unit={unit} seesValues={seesValues} />
      <WhereFields form={form} />
      <OriginFields form={form} />
      <Folded title={m.cards_more()} text={m.cards_more_hint()}>
        <DetailFields form={form} kind={kindFor(category_code)} seesValues={seesValues} />
      </Folded>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {mode === 'one'
            ? m.registers_new_do()
            : m.registers_new_batch_do({ count: Number(count) || 0 })}
        </Button>
      </SubmitBar>
    </form>
  );
}
