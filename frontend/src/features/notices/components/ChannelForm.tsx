import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { NoticeChannelView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { PasswordField } from '@/ui/PasswordField';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { body, changeBody, initial, required, type Values } from '../channel-form';
import classes from '../inbox.module.css';
import { channelsQuery, preferencesQuery } from '../queries';
import { type ChannelKind, KIND_HINTS, KIND_WORDS } from '../words';

interface Props {
  /** Null for a new one. */
  channel: NoticeChannelView | null;
  onDone: () => void;
}

/** A channel. Its address and secret go in and are never shown again, so no draft is kept of them. */
export function ChannelForm({ channel, onDone }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const done = async () => {
    await queryClient.invalidateQueries({ queryKey: channelsQuery.queryKey });
    onDone();
  };
  const submission = useSubmission<Values, unknown>({
    name: `notices.channel.${channel?.id ?? 'new'}`,
    owner: person.id,
    initialValues: initial(channel),
    validate: required(channel),
    send: (values) => {
      if (!channel) {
        return read(api.POST('/api/v1/notice-channels', { body: body(values) }));
      }
      const params = { path: { id: channel.id }, header: ifMatch(channel.version) };
      return orNewest(
        queryClient,
        channelsQuery.queryKey,
        read(
          api.PATCH('/api/v1/notice-channels/{id}', {
            params,
            body: changeBody(values),
          }),
        ),
      );
    },
    onAccepted: done,
  });
  const { values, getInputProps, setFieldValue } = submission.form;
  const hints = KIND_HINTS[values.kind];
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate autoComplete="off">
      <FormAlert notice={submission.notice} />
      {channel ? (
        <CheckField
          label={m.notices_channel_enabled()}
          checked={values.enabled}
          onChange={(event) => setFieldValue('enabled', event.currentTarget.checked)}
        />
      ) : (
        <SelectField
          label={m.notices_channel_kind()}
          options={Object.entries(KIND_WORDS).map(([value, word]) => ({ value, label: word() }))}
          value={values.kind}
          onChange={(event) => setFieldValue('kind', event.currentTarget.value as ChannelKind)}
        />
      )}
      <TextInput label={m.notices_channel_name()} {...getInputProps('name')} />
      <TextInput
        label={values.kind === 'smtp' ? m.notices_mail_server() : m.notices_channel_address()}
        description={channel ? m.notices_keep_empty({ now: channel.target }) : hints.address()}
        inputMode="url"
        {...getInputProps('address')}
      />
      {values.kind === 'smtp' ? <MailFields form={submission.form} /> : null}
      {values.kind === 'wecom' ? null : (
        <PasswordField
          label={values.kind === 'smtp' ? m.notices_secret_password() : m.notices_secret()}
          description={channel?.has_secret ? m.notices_secret_kept() : hints.secret()}
          autoComplete="new-password"
          {...getInputProps('secret')}
        />
      )}
      {values.kind === 'smtp' ? null : <GroupFields form={submission.form} />}
      <SubmitBar>
        {channel ? <Remove channel={channel} onDone={done} /> : null}
        <Button type="submit" loading={submission.sending}>
          {m.notices_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

type Form = ReturnType<typeof useSubmission<Values, unknown>>['form'];

function MailFields({ form: { getInputProps } }: { form: Form }) {
  return (
    <>
      <div className={classes.pair}>
        <TextInput label={m.notices_port()} inputMode="numeric" {...getInputProps('port')} />
        <SelectField
          label={m.notices_security()}
          options={[
            { value: 'tls', label: 'TLS' },
            { value: 'starttls', label: 'STARTTLS' },
            { value: 'none', label: m.notices_security_none() },
          ]}
          {...getInputProps('security')}
        />
      </div>
      <TextInput label={m.notices_from()} type="email" {...getInputProps('from')} />
      <TextInput label={m.notices_user_name()} {...getInputProps('user_name')} />
    </>
  );
}

function GroupFields({ form: { values, getInputProps, setFieldValue } }: { form: Form }) {
  const topics = useQuery(preferencesQuery).data?.topics ?? [];
  const choose = (key: string, on: boolean) =>
    setFieldValue('topics', on ? [...values.topics, key] : values.topics.filter((k) => k !== key));
  return (
    <>
      <FormSection title={m.notices_channel_topics()}>
        <div>
          {topics.map((topic) => (
            <CheckField
              key={topic.key}
              label={topic.title}
              checked={values.topics.includes(topic.key)}
              onChange={(event) => choose(topic.key, event.currentTarget.checked)}
            />
          ))}
        </div>
      </FormSection>
      <div className={classes.pair}>
        <SelectField
          label={m.notices_timing()}
          options={[
            { value: 'digest', label: m.notices_timing_digest() },
            { value: 'at_once', label: m.notices_timing_at_once() },
          ]}
          {...getInputProps('timing')}
        />
        <SelectField
          label={m.shell_language()}
          options={[
            { value: 'zh-CN', label: m.notices_lang_zh() },
            { value: 'en', label: 'English' },
          ]}
          {...getInputProps('language')}
        />
      </div>
    </>
  );
}

/** Its log goes with it; the channel itself is set up anew in a minute. */
function Remove({ channel, onDone }: { channel: NoticeChannelView; onDone: () => Promise<void> }) {
  const queryClient = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  async function remove(): Promise<void> {
    try {
      const params = { path: { id: channel.id }, header: ifMatch(channel.version) };
      const gone = read(api.DELETE('/api/v1/notice-channels/{id}', { params }));
      await orNewest(queryClient, channelsQuery.queryKey, gone);
      await onDone();
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer());
    }
  }
  return (
    <>
      {trouble ? <p role="alert">{trouble}</p> : null}
      <Button variant="default" onClick={() => void remove()}>
        {m.notices_channel_remove()}
      </Button>
    </>
  );
}
