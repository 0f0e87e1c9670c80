import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import type { PolicyView } from '@/api/schema';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { ErrorState } from '@/ui/ErrorState';
import { IconPrinter } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { announce } from '@/ui/notices';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SubmitBar } from '@/ui/SubmitBar';
import { policiesQuery, setPolicy } from '../rules/queries';
import { styles } from '../rules/styles';
import { ValueField } from '../rules/ValueField';
import { type Draft, draftOf, typedValue } from '../rules/value';

/** After set-up, and whenever: the school's rules as questions with the common answer filled in. */
export function QuestionsPage() {
  const query = useQuery(policiesQuery);
  const asked = query.data?.filter((policy) => policy.question);
  return (
    <>
      <PageHeader
        back={{ to: '/settings', label: m.shell_nav_settings() }}
        title={m.rules_questions()}
        facts={m.rules_questions_lead()}
        actions={
          <LinkButton
            variant="default"
            to="/settings/rules/print"
            leftSection={<IconPrinter size={18} aria-hidden />}
          >
            {m.rules_questions_to_print()}
          </LinkButton>
        }
      />
      {asked ? (
        <Questions policies={asked} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Questions({ policies }: { policies: readonly PolicyView[] }) {
  const answers = useAnswers(policies);
  const { changed, refused, draft, busy } = answers;
  return (
    <form
      style={styles.questions}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void answers.save();
      }}
    >
      {policies.map((policy) => (
        <ValueField
          key={policy.key}
          policy={policy}
          label={policy.question ?? policy.title}
          value={draft(policy)}
          onChange={(value) => answers.answer(policy, value)}
          error={refused[policy.key]}
        />
      ))}
      <TextInput
        type="date"
        label={m.rules_questions_from()}
        min={schoolDay()}
        value={answers.from}
        onChange={(event) => answers.setFrom(event.currentTarget.value)}
      />
      <TextInput
        label={m.rules_questions_source()}
        placeholder={m.rules_source_example()}
        autoComplete="off"
        value={answers.source}
        error={refused.source}
        onChange={(event) => answers.setSource(event.currentTarget.value)}
      />
      <SubmitBar note={changed.length === 0 ? m.rules_questions_same() : undefined}>
        <Button type="submit" loading={busy} disabled={changed.length === 0}>
          {m.rules_questions_save({ count: changed.length })}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** Drafts of the answers; only those that differ are sent, one after the other, so that each refusal stands at its own question. */
function useAnswers(policies: readonly PolicyView[]) {
  const queryClient = useQueryClient();
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const [from, setFrom] = useState(() => schoolDay());
  const [source, setSource] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const draft = (policy: PolicyView) => drafts[policy.key] ?? draftOf(policy.value, policy);
  const differs = (policy: PolicyView) =>
    JSON.stringify(typedValue(draft(policy), policy)) !== JSON.stringify(policy.value);
  const changed = policies.filter(differs);

  async function save(): Promise<void> {
    if (!source.trim()) {
      setRefused({ source: m.ui_required() });
      return;
    }
    setBusy(true);
    const troubles: Record<string, string> = {};
    for (const policy of changed) {
      const value = typedValue(draft(policy), policy);
      const reason = m.rules_questions_reason();
      try {
        await setPolicy(policy, { value, valid_from: from, source: source.trim(), reason });
      } catch (error) {
        const problem = problemOf(error);
        troubles[policy.key] =
          problem?.errors?.[0]?.detail ?? problem?.detail ?? m.ui_unsent_no_answer();
      }
    }
    setRefused(troubles);
    await queryClient.invalidateQueries({ queryKey: ['campus', 'policies'] });
    setBusy(false);
    if (Object.keys(troubles).length === 0) {
      setDrafts({});
      const date = formatDate(from);
      const text = m.rules_questions_saved_text({ count: changed.length, date });
      announce(m.rules_questions_saved(), text);
    }
  }

  return {
    draft,
    answer: (policy: PolicyView, value: Draft) =>
      setDrafts((before) => ({ ...before, [policy.key]: value })),
    changed,
    refused,
    from,
    setFrom,
    source,
    setSource,
    busy,
    save,
  };
}
