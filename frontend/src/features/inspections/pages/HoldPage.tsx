import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import type { InspectionRoundView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { type FormSubmission, useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { keepRound, submitRound } from '../acts';
import classes from '../components/Item.module.css';
import { ItemField } from '../components/ItemField';
import { Drawn } from '../components/RoundParts';
import { photoLabel, RoundPhotos } from '../components/RoundPhotos';
import { SignerField } from '../components/SignerField';
import {
  type AnswerValue,
  emptyHold,
  type HoldValues,
  nothingFound,
  submissionOf,
} from '../hold-form';
import { categoriesQuery, INSPECTIONS, roundQuery } from '../queries';

/** What was seen on a round: item by item, or in one tap that nothing was found. */
export function HoldPage({ roundId }: { roundId: string }) {
  const { data: round } = useSuspenseQuery(roundQuery(roundId));
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [waiting, setWaiting] = useState(0);
  const submission = useSubmission({
    name: `inspections.hold.${round.id}`,
    owner: person.id,
    initialValues: emptyHold(round),
    keepDraft: true,
    send: (values: HoldValues, key) =>
      orNewest(queryClient, INSPECTIONS, submitRound(round, submissionOf(round, values), key)),
    onAccepted: async (held) => {
      keepRound(queryClient, held);
      await navigate({ to: '/inspections/rounds/$roundId', params: { roundId } });
    },
  });
  const { form } = submission;
  const nothing = nothingFound(round, form.values);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader
        number={round.number}
        title={round.checklist.name}
        back={{
          to: '/inspections/rounds/$roundId',
          params: { roundId },
          label: round.checklist.name,
        }}
      />
      <FormAlert notice={submission.notice} />
      <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
      {round.faults > 0 ? <p>{m.inspections_found({ count: round.faults })}</p> : null}
      <Drawn round={round} />
      <Items
        round={round}
        submission={submission}
        onWaiting={(more) => setWaiting((count) => count + (more ? 1 : -1))}
      />
      <Around round={round} submission={submission} />
      <SubmitBar note={nothing ? m.inspections_nothing_found_text() : undefined}>
        <Button type="submit" loading={submission.sending} disabled={waiting > 0}>
          {nothing ? m.inspections_submit_nothing() : m.inspections_submit()}
        </Button>
      </SubmitBar>
    </form>
  );
}

interface PartProps {
  round: InspectionRoundView;
  submission: FormSubmission<HoldValues>;
}

function Items({
  round,
  submission: { form },
  onWaiting,
}: PartProps & { onWaiting: (more: boolean) => void }) {
  const categories = useQuery(categoriesQuery);
  const [busy, setBusy] = useState<Record<number, boolean>>({});
  function change(at: number, patch: Partial<AnswerValue>): void {
    const answers = form
      .getValues()
      .answers.map((answer, index) => (index === at ? { ...answer, ...patch } : answer));
    form.setFieldValue('answers', answers);
    form.clearFieldError(`answers.${at}` as never);
  }
  return (
    <FormSection title={m.inspections_items()}>
      {round.items.map((item, at) => {
        const answer = form.values.answers[at];
        return answer ? (
          <ItemField
            key={item.no}
            item={item}
            answer={answer}
            path={`answers.${at}`}
            errors={form.errors}
            categories={categories.data ?? []}
            onChange={(patch) => change(at, patch)}
            onWaiting={(waits) => {
              if (waits !== Boolean(busy[at])) {
                setBusy({ ...busy, [at]: waits });
                onWaiting(waits);
              }
            }}
          />
        ) : null;
      })}
    </FormSection>
  );
}

/** Whatever is said of the round as a whole: when, by whom, who signs second. */
function Around({ round, submission: { form } }: PartProps) {
  const { person } = useMe();
  return (
    <FormSection title={m.inspections_around()}>
      {round.second_signature ? (
        <SignerField
          without={person.id}
          label={m.inspections_second_signer()}
          description={m.inspections_second_text()}
          value={form.values.second_signer_id}
          onChange={(one) => form.setFieldValue('second_signer_id', one)}
          error={form.errors.second_signer_id}
          data-path="second_signer_id"
        />
      ) : null}
      <TextArea label={m.inspections_remark()} rows={2} {...form.getInputProps('remark')} />
      <TextInput
        type="datetime-local"
        label={m.inspections_happened_if_not_now()}
        description={m.inspections_happened_text()}
        {...form.getInputProps('happened_at')}
      />
      <SignerField
        without={person.id}
        label={m.inspections_performed_if_not_me()}
        value={form.values.performed_by}
        onChange={(one) => form.setFieldValue('performed_by', one)}
        error={form.errors.performed_by}
        data-path="performed_by"
      />
      <RoundPhotos
        label={photoLabel(true)}
        most={9}
        value={form.values.upload_ids}
        onChange={(ids) => form.setFieldValue('upload_ids', ids)}
        onWaiting={() => {}}
        errors={form.errors}
      />
    </FormSection>
  );
}
