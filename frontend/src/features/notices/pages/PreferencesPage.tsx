import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { NoticePreferenceView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { ErrorState } from '@/ui/ErrorState';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { announce } from '@/ui/notices';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import classes from '../inbox.module.css';
import { preferencesQuery } from '../queries';

/** What this person wants to hear of, and whether by mail. */
export function PreferencesPage() {
  const query = useQuery(preferencesQuery);
  return (
    <>
      <PageHeader
        back={{ to: '/notices', label: m.notices_title() }}
        title={m.notices_preferences()}
      />
      {query.data ? (
        <PreferencesForm key={query.data.version} preferences={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function PreferencesForm({ preferences }: { preferences: NoticePreferenceView }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: 'notices.preferences',
    owner: person.id,
    initialValues: {
      mail: preferences.mail as string,
      mail_address: preferences.mail_address ?? '',
      quiet_from: preferences.quiet_from ?? '',
      quiet_until: preferences.quiet_until ?? '',
      muted: preferences.muted,
    },
    send: (values) =>
      orNewest(
        queryClient,
        preferencesQuery.queryKey,
        read(
          api.PUT('/api/v1/me/notice-preferences', {
            params: { header: ifMatch(preferences.version) },
            body: {
              mail: values.mail as NoticePreferenceView['mail'],
              mail_address: values.mail_address.trim() || null,
              quiet_from: values.quiet_from || null,
              quiet_until: values.quiet_until || null,
              muted: values.muted,
            },
          }),
        ),
      ),
    onAccepted: async () => {
      announce(m.notices_saved(), m.notices_preferences());
      await queryClient.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    },
  });
  const { values, getInputProps, setFieldValue } = submission.form;
  const mute = (key: string, on: boolean) =>
    setFieldValue('muted', on ? values.muted.filter((k) => k !== key) : [...values.muted, key]);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <FormSection title={m.notices_topics()} text={m.notices_topics_text()}>
        <div>
          {preferences.topics.map((topic) => (
            <CheckField
              key={topic.key}
              label={topic.urgent ? m.notices_topic_always({ topic: topic.title }) : topic.title}
              checked={topic.urgent || !values.muted.includes(topic.key)}
              disabled={topic.urgent}
              onChange={(event) => mute(topic.key, event.currentTarget.checked)}
            />
          ))}
        </div>
      </FormSection>
      <FormSection
        title={m.notices_mail()}
        text={preferences.mail_available ? m.notices_mail_text() : m.notices_mail_none()}
      >
        <SelectField
          label={m.notices_mail_when()}
          options={[
            { value: 'off', label: m.notices_mail_off() },
            { value: 'digest', label: m.notices_mail_digest() },
            { value: 'at_once', label: m.notices_mail_at_once() },
          ]}
          {...getInputProps('mail')}
        />
        <TextInput
          label={m.notices_mail_address()}
          type="email"
          autoComplete="email"
          {...getInputProps('mail_address')}
        />
        <div className={classes.pair}>
          <TextInput label={m.notices_quiet_from()} type="time" {...getInputProps('quiet_from')} />
          <TextInput
            label={m.notices_quiet_until()}
            type="time"
            {...getInputProps('quiet_until')}
          />
        </div>
      </FormSection>
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.notices_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
