import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { SummaryWords, TermSummary } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ErrorState } from '@/ui/ErrorState';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { summaryQuery, writeSummary } from '../queries';
import { sumText } from '../words';
import classes from './TermSummaryForm.module.css';

type Values = Record<keyof SummaryWords, string>;

/** Before the figures, of each chapter, and after them, in the order of the paper. */
const PARTS: readonly { name: keyof SummaryWords; label: () => string }[] = [
  { name: 'opening', label: m.summary_opening },
  { name: 'assets', label: m.summary_assets },
  { name: 'purchases', label: m.summary_purchases },
  { name: 'repairs', label: m.summary_repairs },
  { name: 'inspections', label: m.summary_inspections },
  { name: 'stock', label: m.summary_stock },
  { name: 'canteen', label: m.summary_canteen },
  { name: 'publications', label: m.summary_publications },
  { name: 'exceptions', label: m.summary_exceptions },
  { name: 'problems', label: m.summary_problems },
  { name: 'plan', label: m.summary_plan },
];

const valuesOf = (words: SummaryWords) =>
  Object.fromEntries(PARTS.map(({ name }) => [name, words[name] ?? ''])) as Values;

export function TermSummaryEditPage({ termId, onDone }: { termId: string; onDone: () => void }) {
  const { data, error, refetch } = useQuery(summaryQuery(termId));
  return (
    <>
      <PageHeader
        back={{
          to: '/term-summaries/$termId',
          params: { termId },
          label: data?.term.title ?? m.summary_title(),
        }}
        title={m.summary_write()}
        facts={m.summary_write_lead()}
      />
      {data ? <SummaryForm summary={data} onDone={onDone} /> : null}
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <PageSkeleton />}
    </>
  );
}

function SummaryForm({ summary, onDone }: { summary: TermSummary; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const { queryKey } = summaryQuery(summary.term.id);
  const submission = useSubmission({
    name: `reports.summary.${summary.term.id}`,
    owner: person.id,
    initialValues: valuesOf(summary.words),
    keepDraft: true,
    send: (values: Values) =>
      orNewest(queryClient, queryKey, writeSummary(summary.term.id, summary.version, values)),
    onAccepted: async (written) => {
      queryClient.setQueryData(queryKey, written);
      onDone();
    },
  });
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {PARTS.map(({ name, label }) => (
        <TextArea
          key={name}
          label={label()}
          description={figuresOf(summary, name)}
          rows={4}
          maxLength={4000}
          {...submission.form.getInputProps(name)}
        />
      ))}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.summary_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** The figures that stand beside these words: nobody has to look them up while he writes. */
function figuresOf({ chapters }: TermSummary, name: string): string | undefined {
  const chapter = chapters.find((one) => one.chapter === name);
  return chapter?.figures
    .map(({ title, measure, sum }) =>
      m.summary_beside({ figure: title, sum: sumText(measure, sum) }),
    )
    .join(' · ');
}
