import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { QuoteChannel, QuoteSheetView, QuoteView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { DraftNotice } from '@/ui/DraftNotice';
import { FileField } from '@/ui/FileField';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { PersonPicker } from '@/ui/PersonPicker';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { atOwnLines } from '../own-lines';
import { recordQuote, useKeepSheet, useSheetStep } from './acts';
import { PriceFields } from './PriceFields';
import classes from './QuoteFormPage.module.css';
import {
  askedOf,
  type QuoteValues,
  quoteBody,
  quoted,
  quoteRules,
  quoteValues,
  sentLines,
} from './quote-form';
import { SupplierField } from './SupplierField';
import { CHANNEL_WORDS } from './words';

interface Props {
  sheet: QuoteSheetView;
  /** The one that is put right; it is replaced. */
  former: QuoteView | undefined;
}

/** What a shop said. A request that is revised while somebody types asks for something else: the prices begin anew. */
export function QuoteFormPage({ sheet, former }: Props) {
  const asked = askedOf(sheet.lines);
  const [first] = useState(asked);
  return (
    <QuoteForm key={asked} sheet={sheet} former={former} asked={asked} another={asked !== first} />
  );
}

interface FormProps extends Props {
  asked: string;
  /** It is not what was asked for when the page was opened. */
  another: boolean;
}

/** A call, a look at the shelf or a screenshot, one price for each line. */
function QuoteForm({ sheet, former, asked, another }: FormProps) {
  const { person } = useMe();
  const navigate = useNavigate();
  const keep = useKeepSheet();
  const step = useSheetStep();
  const [waiting, setWaiting] = useState(false);
  const requestId = sheet.request.id;
  const submission = useSubmission({
    // What is asked for is part of the name: a draft of other lines would put its prices beside these.
    name: `purchases.quote.${sheet.id}.${former?.id ?? 'new'}.${asked}`,
    owner: person.id,
    initialValues: quoteValues(sheet, former),
    keepDraft: true,
    validate: quoteRules,
    send: async (values: QuoteValues, key) => {
      try {
        return await step(recordQuote(sheet, quoteBody(values, sheet.lines), key));
      } catch (error) {
        throw atOwnLines(error, sentLines(values));
      }
    },
    onAccepted: async (saved) => {
      keep(saved);
      await navigate({ to: '/purchases/$requestId/quotes', params: { requestId } });
    },
  });
  const { form } = submission;
  const { sum, missing } = quoted(form.values, sheet.lines);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={former ? m.quotes_correct_of({ name: former.supplier.name }) : m.quotes_add()}
        number={sheet.request.number}
        back={{
          to: '/purchases/$requestId/quotes',
          params: { requestId },
          label: m.quotes_title(),
        }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      {another ? <p role="status">{m.quotes_asked_changed()}</p> : null}
      {former ? <p className={classes.note}>{m.quotes_correct_text()}</p> : null}
      <Asked form={form} former={former} />
      <FormSection title={m.quotes_section_prices()} text={m.quotes_section_prices_text()}>
        <PriceFields
          lines={sheet.lines}
          values={form.values.lines}
          errors={form.errors}
          onChange={(lines) => form.setFieldValue('lines', lines)}
        />
      </FormSection>
      <FormSection title={m.quotes_section_paper()} text={m.quotes_section_paper_text()}>
        <FileField
          label={m.quotes_paper_add()}
          there={former?.document ? m.quotes_paper_stays() : undefined}
          value={form.values.upload_id}
          onChange={(id) => form.setFieldValue('upload_id', id)}
          onWaiting={setWaiting}
          error={form.errors.upload_id}
          data-path="upload_id"
        />
        <TextArea
          label={m.quotes_note()}
          placeholder={m.quotes_note_example()}
          rows={2}
          {...form.getInputProps('note')}
        />
      </FormSection>
      <SubmitBar>
        {sum ? (
          <p className={classes.total}>
            {m.purchases_total()} <Money amount={sum} />
            {missing > 0 ? (
              <span className={classes.missing}>{m.quotes_missing({ count: missing })}</span>
            ) : null}
          </p>
        ) : null}
        <Button type="submit" loading={submission.sending} disabled={waiting}>
          {m.quotes_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

function Asked({ form, former }: { form: Form<QuoteValues>; former: QuoteView | undefined }) {
  const { permissions } = useMe();
  const { values, errors } = form;
  return (
    <FormSection title={m.quotes_section_asked()}>
      {former ? null : (
        <SupplierField
          value={values.supplier_id ? { id: values.supplier_id, name: values.supplier_name } : null}
          onChange={(supplier) => {
            form.setFieldValue('supplier_id', supplier?.id ?? '');
            form.setFieldValue('supplier_name', supplier?.name ?? '');
          }}
          error={errors.supplier_id}
        />
      )}
      <ChoiceCards
        label={m.quotes_channel()}
        choices={Object.entries(CHANNEL_WORDS).map(([value, word]) => ({
          value: value as QuoteChannel,
          label: word(),
        }))}
        value={values.channel || null}
        onChange={(channel) => form.setFieldValue('channel', channel)}
        error={errors.channel}
        data-path="channel"
      />
      <div className={classes.pair}>
        <TextInput type="date" label={m.quotes_day()} {...form.getInputProps('quoted_on')} />
        {permissions.includes('people.view') ? (
          <PersonPicker
            label={m.quotes_asked_by()}
            description={m.quotes_asked_by_text()}
            value={
              values.asked_by_id ? { id: values.asked_by_id, name: values.asked_by_name } : null
            }
            onChange={(person) => {
              form.setFieldValue('asked_by_id', person?.id ?? '');
              form.setFieldValue('asked_by_name', person?.name ?? '');
            }}
            error={errors.asked_by_id}
            data-path="asked_by_id"
          />
        ) : null}
      </div>
    </FormSection>
  );
}
