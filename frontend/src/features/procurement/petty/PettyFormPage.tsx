import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMe } from '@/api/me';
import type { CaseView, PettyPurchaseView, PurchaseFund } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FileField } from '@/ui/FileField';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { PhotoField } from '@/ui/PhotoField';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { Suggest } from '@/ui/Suggest';
import { TextArea } from '@/ui/TextArea';
import { LineList } from '../components/LineList';
import { PURCHASES } from '../queries';
import { sumOf } from '../request-form';
import { FUND_WORDS } from '../words';
import { recordPetty, revisePetty } from './acts';
import classes from './PettyFormPage.module.css';
import { emptyPetty, type PettyValues, pettyBody, pettyRules, pettyValues } from './petty-form';
import { lastBoughtQuery, pettyQuery } from './queries';
import { WitnessField } from './WitnessField';

interface Props {
  /** What came back; null for a new one. */
  petty: PettyPurchaseView | null;
  /** The repair that a new one is for. */
  repair: CaseView | null;
}

/** Photos that one form takes beside an electronic invoice: ten files in all. */
const MOST_PHOTOS = 9;

/** What was bought at the corner: one form that is handed in by being saved. */
export function PettyFormPage({ petty, repair }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [waiting, setWaiting] = useState(false);
  const hasPhoto = (petty?.attachments.length ?? 0) > 0;
  const submission = useSubmission({
    name: `purchases.petty.${petty?.id ?? repair?.id ?? 'new'}`,
    owner: person.id,
    initialValues: petty ? pettyValues(petty) : emptyPetty('first', repair),
    keepDraft: true,
    validate: pettyRules(hasPhoto),
    send: (values: PettyValues, key) => {
      const body = pettyBody(values);
      return petty
        ? orNewest(queryClient, PURCHASES, revisePetty(petty, body))
        : recordPetty(body, key);
    },
    onAccepted: async (saved) => {
      queryClient.setQueryData(pettyQuery(saved.id).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: PURCHASES });
      await navigate({ to: '/purchases/petty/$pettyId', params: { pettyId: saved.id } });
    },
  });
  const { form } = submission;
  const total = sumOf(form.values.lines);
  const caseNumber = petty?.repair_case?.number ?? repair?.number;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={petty ? m.purchases_edit() : m.petty_new()}
        number={petty?.number}
        back={{ to: '/purchases/petty', label: m.petty_title() }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      {petty?.reason ? (
        <p className={classes.reason}>{m.purchases_reason({ reason: petty.reason })}</p>
      ) : null}
      {caseNumber ? <ForRepair number={caseNumber} error={form.errors.repair_case_id} /> : null}
      <FormSection title={m.petty_section_what()}>
        <LineList
          lines={form.values.lines}
          errors={form.errors}
          onChange={(lines) => form.setFieldValue('lines', lines)}
        />
        <Wrong path="lines" text={form.errors.lines} />
        <TextArea
          label={m.purchases_purpose()}
          placeholder={m.petty_purpose_example()}
          rows={2}
          {...form.getInputProps('purpose')}
        />
      </FormSection>
      <ShopFields form={form} />
      <InvoiceFields
        key={submission.restoredFrom}
        form={form}
        there={petty?.attachments.length ?? 0}
        onWaiting={setWaiting}
      />
      <FormSection title={m.petty_section_who()}>
        <WitnessField
          value={
            form.values.witness_id
              ? { id: form.values.witness_id, name: form.values.witness_name }
              : null
          }
          onChange={(witness) => {
            form.setFieldValue('witness_id', witness?.id ?? '');
            form.setFieldValue('witness_name', witness?.name ?? '');
          }}
          error={form.errors.witness_id}
        />
        <SelectField
          label={m.purchases_fund()}
          options={Object.entries(FUND_WORDS).map(([value, word]) => ({
            value: value as PurchaseFund,
            label: word(),
          }))}
          {...form.getInputProps('fund')}
        />
      </FormSection>
      <SubmitBar>
        {total ? (
          <p className={classes.total}>
            {m.purchases_total()} <Money amount={total} />
          </p>
        ) : null}
        <Button type="submit" loading={submission.sending} disabled={waiting}>
          {m.petty_hand_in()}
        </Button>
      </SubmitBar>
    </form>
  );
}

interface InvoiceProps {
  form: Form<PettyValues>;
  /** What it has already. */
  there: number;
  /** While something is on its way. */
  onWaiting: (waiting: boolean) => void;
}

/** The invoice as photos, or as the file that it is. */
function InvoiceFields({ form, there, onWaiting }: InvoiceProps) {
  const [photosWait, setPhotosWait] = useState(false);
  const [fileWaits, setFileWaits] = useState(false);
  const waiting = photosWait || fileWaits;
  useEffect(() => onWaiting(waiting), [waiting, onWaiting]);
  return (
    <FormSection title={m.petty_section_photo()} text={m.petty_section_photo_text()}>
      {there > 0 ? <p>{m.petty_photos_there({ count: there })}</p> : null}
      <PhotoField
        label={m.petty_add_photo()}
        most={MOST_PHOTOS}
        value={form.values.upload_ids}
        onChange={(ids) => form.setFieldValue('upload_ids', ids)}
        onWaiting={setPhotosWait}
        errors={form.errors}
      />
      <FileField
        label={m.petty_add_file()}
        value={form.values.electronic}
        onChange={(id) => form.setFieldValue('electronic', id)}
        onWaiting={setFileWaits}
        accepts={{ kinds: '.pdf,.ofd', hint: m.petty_add_file_hint() }}
        data-path="electronic"
      />
    </FormSection>
  );
}

function ForRepair({ number, error }: { number: string; error: string | undefined }) {
  return (
    <div className={classes.repair}>
      <p>{m.petty_for_repair({ number })}</p>
      <Wrong path="repair_case_id" text={error} />
    </div>
  );
}

/** What the server says about a part that is no field of text. */
function Wrong({ path, text }: { path: string; text: string | undefined }) {
  return text ? (
    <p role="alert" tabIndex={-1} data-path={path} className={classes.wrong}>
      {text}
    </p>
  ) : null;
}

function ShopFields({ form }: { form: Form<PettyValues> }) {
  // Only a help: without it the name is typed.
  const { data } = useQuery(lastBoughtQuery);
  const shops = [...new Set(data?.map((row) => row.shop))];
  return (
    <FormSection title={m.petty_section_where()} text={m.petty_section_where_text()}>
      <Suggest
        label={m.petty_shop()}
        placeholder={m.petty_shop_example()}
        answers={shops}
        {...form.getInputProps('shop')}
      />
      <div className={classes.pair}>
        <TextInput type="date" label={m.petty_bought_on()} {...form.getInputProps('bought_on')} />
        <TextInput
          label={m.petty_invoice()}
          description={m.petty_invoice_text()}
          inputMode="numeric"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('invoice_no')}
        />
      </div>
    </FormSection>
  );
}
