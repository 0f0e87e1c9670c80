import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { CanteenView, OutsideAuthority, OutsideResult } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type FormSubmission, useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { recordOutside, refreshCanteen } from '../acts';
import classes from '../components/Canteen.module.css';
import { FindingsField, type FindingValue } from '../components/FindingsField';
import { NoCanteen } from '../components/NoCanteen';
import { PaperPhotos } from '../components/PaperPhotos';
import { TimeField } from '../components/WhenFields';
import { instantOf } from '../happened';
import { useCanteen } from '../use-canteen';
import { AUTHORITY_WORDS, choices, RESULT_WORDS } from '../words';

type Values = {
  happened_at: string;
  authority: OutsideAuthority;
  inspectors: string;
  result: OutsideResult;
  said: string;
  penalty: string;
  findings: FindingValue[];
  upload_ids: string[];
};

const EMPTY: Values = {
  happened_at: '',
  authority: 'market',
  inspectors: '',
  result: 'pass',
  said: '',
  penalty: '',
  findings: [],
  upload_ids: [],
};

export function OutsideFormPage({ canteenId }: { canteenId: string | undefined }) {
  const canteen = useCanteen(canteenId);
  return canteen ? <OutsideForm canteen={canteen} /> : <NoCanteen />;
}

/** What is sent of it: a finding that says nothing is none. */
const bodyOf = (values: Values) => ({
  happened_at: instantOf(values.happened_at),
  authority: values.authority,
  inspectors: values.inspectors.trim(),
  result: values.result,
  said: values.said.trim() || undefined,
  penalty: values.result === 'penalty' ? values.penalty.trim() : undefined,
  findings: values.findings.map((finding) => ({
    said: finding.said.trim(),
    place_id: finding.place_id || undefined,
    responsible_id: finding.responsible_id?.id ?? '',
    due_on: finding.due_on,
    report: finding.report ? { category: 'other' as const } : undefined,
  })),
  upload_ids: values.upload_ids,
});

const SAID_OF_EACH = ['said', 'responsible_id', 'due_on'] as const;

/** Who sees to it, and until when, is said of every finding. */
function incomplete(findings: FindingValue[]): Record<string, string> | null {
  const missing = findings.flatMap((finding, at) =>
    SAID_OF_EACH.filter((field) => !finding[field]).map((field) => `${at}.${field}`),
  );
  return missing.length > 0
    ? Object.fromEntries(missing.map((path) => [path, m.ui_required()]))
    : null;
}

function OutsideForm({ canteen }: { canteen: CanteenView }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [waiting, setWaiting] = useState(false);
  const submission = useSubmission({
    name: `canteen.outside.${canteen.id}`,
    owner: person.id,
    initialValues: EMPTY,
    keepDraft: true,
    validate: {
      inspectors: (text) => (text.trim() ? null : m.ui_required()),
      penalty: (text, all) => (all.result !== 'penalty' || text.trim() ? null : m.ui_required()),
      findings: incomplete,
    },
    send: (values: Values, key) => recordOutside(canteen.id, bodyOf(values), key),
    onAccepted: async (inspection) => {
      await refreshCanteen(queryClient);
      await navigate({
        to: '/canteen/outside/$inspectionId',
        params: { inspectionId: inspection.id },
      });
    },
  });
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        title={m.canteen_outside_add()}
        back={{ to: '/canteen/papers', label: m.canteen_papers() }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      <Fields submission={submission} onWaiting={setWaiting} />
      <SubmitBar>
        <Button type="submit" loading={submission.sending} disabled={waiting}>
          {m.canteen_write_down()}
        </Button>
      </SubmitBar>
    </form>
  );
}

interface FieldsProps {
  submission: FormSubmission<Values>;
  onWaiting: (waiting: boolean) => void;
}

function Fields({ submission: { form }, onWaiting }: FieldsProps) {
  return (
    <>
      <ChoiceCards
        label={m.canteen_authority()}
        choices={choices(AUTHORITY_WORDS)}
        columns={3}
        value={form.values.authority}
        onChange={(authority) => form.setFieldValue('authority', authority)}
        data-path="authority"
      />
      <TextInput
        label={m.canteen_inspectors()}
        placeholder={m.canteen_inspectors_example()}
        {...form.getInputProps('inspectors')}
      />
      <ChoiceCards
        label={m.canteen_result()}
        choices={choices(RESULT_WORDS)}
        columns={3}
        value={form.values.result}
        onChange={(result) => form.setFieldValue('result', result)}
        data-path="result"
      />
      {form.values.result === 'penalty' ? (
        <TextInput label={m.canteen_penalty()} {...form.getInputProps('penalty')} />
      ) : null}
      <TextArea label={m.canteen_outside_said()} rows={2} {...form.getInputProps('said')} />
      <FindingsField
        findings={form.values.findings}
        errors={form.errors}
        onChange={(findings) => form.setFieldValue('findings', findings)}
      />
      <PaperPhotos
        label={m.canteen_add_paper()}
        most={20}
        value={form.values.upload_ids}
        onChange={(ids) => form.setFieldValue('upload_ids', ids)}
        onWaiting={onWaiting}
        errors={form.errors}
      />
      <TimeField
        value={form.values.happened_at}
        onChange={(at) => form.setFieldValue('happened_at', at)}
        error={form.errors.happened_at}
      />
    </>
  );
}
