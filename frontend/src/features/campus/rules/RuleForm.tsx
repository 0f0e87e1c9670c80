import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { PolicyView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import { policyHistoryQuery, setPolicy } from './queries';
import { styles } from './styles';
import { ValueField } from './ValueField';
import { type Draft, draftOf, sentence, typedValue } from './value';

interface Values extends Record<string, unknown> {
  value: Draft;
  valid_from: string;
  source: string;
  reason: string;
}

/** A new value with its day, source and reason; below it what changed when. */
export function RuleForm({ policy, onDone }: { policy: PolicyView; onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const initialValues: Values = {
    value: draftOf(policy.value, policy),
    valid_from: schoolDay(),
    source: '',
    reason: '',
  };
  const submission = useSubmission({
    name: `campus.policy.${policy.key}`,
    owner: person.id,
    initialValues,
    validate: {
      valid_from: (day) => (day ? null : m.ui_required()),
      source: (text) => (text.trim() ? null : m.ui_required()),
      reason: (text) => (text.trim() ? null : m.ui_required()),
    },
    send: ({ value, valid_from, source, reason }) => {
      const body = { value: typedValue(value, policy), valid_from, source, reason };
      return orNewest(queryClient, ['campus', 'policies'], setPolicy(policy, body));
    },
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'policies'] });
      onDone();
    },
  });
  const { values, errors, setFieldValue, getInputProps } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <ValueField
        policy={policy}
        label={policy.title}
        value={values.value}
        onChange={(value) => setFieldValue('value', value)}
        error={errors.value}
      />
      <TextInput
        type="date"
        label={m.rules_valid_from()}
        min={schoolDay()}
        {...getInputProps('valid_from')}
      />
      <TextInput
        label={m.rules_source()}
        placeholder={m.rules_source_example()}
        autoComplete="off"
        {...getInputProps('source')}
      />
      <TextInput
        label={m.rules_reason()}
        placeholder={m.rules_reason_example()}
        autoComplete="off"
        {...getInputProps('reason')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.rules_save()}
        </Button>
      </SubmitBar>
      <History policy={policy} />
    </form>
  );
}

function History({ policy }: { policy: PolicyView }) {
  const { data } = useQuery(policyHistoryQuery(policy.key));
  return (
    <section aria-labelledby="rule-history" style={styles.history}>
      <h3 id="rule-history">{m.rules_history()}</h3>
      {data?.length === 0 ? <p style={styles.small}>{m.rules_history_none()}</p> : null}
      {data?.map((set) => (
        <div key={set.valid_from}>
          <p>
            {m.rules_since({ date: formatDate(set.valid_from) })} {sentence(set.value, policy)}
          </p>
          <p style={styles.small}>
            {set.source} · {set.reason}
          </p>
          {set.set_by && set.set_at ? (
            <p style={styles.small}>
              {m.rules_history_by({ name: set.set_by.name, date: formatDate(set.set_at) })}
            </p>
          ) : null}
        </div>
      ))}
    </section>
  );
}
