import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { PurchaseFund, PurchaseRequestView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { LineList } from '../components/LineList';
import { PURCHASES, requestQuery } from '../queries';
import { bodyOf, emptyRequest, type RequestValues, sumOf, valuesOf } from '../request-form';
import { FUND_WORDS } from '../words';
import classes from './RequestFormPage.module.css';

interface Props {
  request: PurchaseRequestView | null;
  /** What a new one begins with: it is proposed anew each time, so no draft of it is kept. */
  proposal?: RequestValues;
}

/** What is needed: written down first, put before anybody after it was read once more. */
export function RequestFormPage({ request, proposal }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const submission = useSubmission({
    name: `purchases.request.${request?.id ?? (proposal ? 'proposed' : 'new')}`,
    owner: person.id,
    initialValues: request ? valuesOf(request) : (proposal ?? emptyRequest('first')),
    keepDraft: !proposal,
    validate: {
      purpose: (text) => (text.trim() ? null : m.ui_required()),
    },
    send: (values: RequestValues, key) => {
      const body = bodyOf(values);
      if (request) {
        const params = { path: { id: request.id }, header: ifMatch(request.version) };
        const change = api.PUT('/api/v1/purchase-requests/{id}', { params, body });
        return orNewest(queryClient, PURCHASES, read(change));
      }
      const headers = { 'Idempotency-Key': key };
      return read(api.POST('/api/v1/purchase-requests', { body, headers }));
    },
    onAccepted: async (saved) => {
      queryClient.setQueryData(requestQuery(saved.id).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: PURCHASES });
      await navigate({ to: '/purchases/$requestId', params: { requestId: saved.id } });
    },
  });
  const { form } = submission;
  const { lines } = form.values;
  const total = sumOf(lines);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={request ? m.purchases_edit() : m.purchases_new()}
        number={request?.number}
        back={{ to: '/purchases', label: m.purchases_title() }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <FormSection title={m.purchases_section_why()}>
        <TextArea
          label={m.purchases_purpose()}
          placeholder={m.purchases_purpose_example()}
          {...form.getInputProps('purpose')}
        />
        <div className={classes.pair}>
          <SelectField
            label={m.purchases_fund()}
            options={Object.entries(FUND_WORDS).map(([value, word]) => ({
              value: value as PurchaseFund,
              label: word(),
            }))}
            {...form.getInputProps('fund')}
          />
          <TextInput
            type="date"
            label={m.purchases_needed_by()}
            {...form.getInputProps('needed_by')}
          />
        </div>
      </FormSection>
      <FormSection title={m.purchases_section_what()} text={m.purchases_section_what_text()}>
        <LineList
          lines={lines}
          errors={form.errors}
          onChange={(next) => form.setFieldValue('lines', next)}
        />
      </FormSection>
      <FormSection title={m.purchases_section_reuse()} text={m.purchases_section_reuse_text()}>
        <TextInput label={m.purchases_reuse()} {...form.getInputProps('reuse')} />
      </FormSection>
      <SubmitBar>
        {total ? (
          <p className={classes.total}>
            {m.purchases_total()} <Money amount={total} />
          </p>
        ) : null}
        <Button type="submit" loading={submission.sending}>
          {m.purchases_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
