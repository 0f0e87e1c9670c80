import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { api, ifMatch, read } from '@/api/client';
import type { FollowUpPage as FollowUp } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DateText } from '@/ui/DateText';
import { Dialog } from '@/ui/Dialog';
import { Facts } from '@/ui/Facts';
import { FormAlert } from '@/ui/FormAlert';
import { PlainPage } from '@/ui/PlainPage';
import { usePageTitle } from '@/ui/page-title';
import { StatusBadge } from '@/ui/StatusBadge';
import { SubmitBar } from '@/ui/SubmitBar';
import { Timeline } from '@/ui/Timeline';
import { isStale } from '../acts';
import { StaleNotice } from '../components/StaleNotice';
import { followUpQuery } from '../queries';
import { given } from '../report-form';
import { needed } from '../step-form';
import { ACTION_WORDS, TONES } from '../words';
import classes from './FollowUpPage.module.css';

type Step = 'confirm' | 'refuse' | 'reopen' | 'cancel';

const PATHS = {
  confirm: '/api/v1/follow-ups/{code}/confirm',
  refuse: '/api/v1/follow-ups/{code}/refuse',
  reopen: '/api/v1/follow-ups/{code}/reopen',
  cancel: '/api/v1/follow-ups/{code}/cancel',
} as const;

/** One report, for whoever holds its code: how it stands and, when it is done, whether that is true. */
export function FollowUpPage({ code }: { code: string }) {
  const { data } = useSuspenseQuery(followUpQuery(code));
  const [asking, setAsking] = useState<Step | null>(null);
  const [stale, setStale] = useState(false);
  usePageTitle(`${data.number} ${data.category_title}`);
  const offered = (['confirm', 'refuse', 'reopen', 'cancel'] as const).filter(
    (step) => actionState(data.allowed_actions, step).allowed,
  );
  const close = () => setAsking(null);
  return (
    <PlainPage wide>
      <header className={classes.header}>
        <p className={classes.muted}>{data.school_name}</p>
        <h1>{m.repairs_case_title({ place: data.room.name, category: data.category_title })}</h1>
        <StatusBadge tone={TONES[data.state]}>{data.state_text}</StatusBadge>
      </header>
      {stale ? <StaleNotice /> : null}
      {data.state === 'done' ? <p className={classes.ask}>{m.repairs_is_it_fixed()}</p> : null}
      <Facts
        items={[
          { label: m.repairs_fact_place(), value: data.room.path },
          ...(data.text ? [{ label: m.repairs_fact_text(), value: data.text }] : []),
          { label: m.repairs_fact_reported(), value: <DateText value={data.reported_at} hour /> },
          ...(data.auto_close_at
            ? [
                {
                  label: m.repairs_fact_auto_close(),
                  value: <DateText value={data.auto_close_at} />,
                },
              ]
            : []),
          { label: m.repairs_fact_number(), value: data.number },
        ]}
      />
      {data.photos.length > 0 ? <Photos code={code} photos={data.photos} /> : null}
      <h2 className={classes.heading}>{m.repairs_timeline()}</h2>
      <Timeline
        label={m.repairs_timeline()}
        entries={data.timeline.map((entry, index) => ({ ...entry, id: String(index) })).reverse()}
      />
      {offered.length > 0 ? (
        <SubmitBar>
          {[...offered].reverse().map((step) => (
            <Button
              key={step}
              variant={step === 'confirm' ? 'filled' : 'default'}
              onClick={() => setAsking(step)}
            >
              {ACTION_WORDS[step]()}
            </Button>
          ))}
        </SubmitBar>
      ) : null}
      <Dialog title={asking ? ACTION_WORDS[asking]() : ''} open={asking !== null} onClose={close}>
        {asking ? (
          <AnswerForm
            code={code}
            seen={data}
            step={asking}
            onDone={close}
            onStale={() => setStale(true)}
          />
        ) : null}
      </Dialog>
    </PlainPage>
  );
}

/** One's own photos; each opens as a page of its own. */
function Photos({ code, photos }: { code: string; photos: FollowUp['photos'] }) {
  const address = (id: string, size: number) =>
    `/api/v1/follow-ups/${code}/attachments/${id}/content?size=${size}`;
  return (
    <>
      <h2 className={classes.heading}>{m.repairs_photos_reported()}</h2>
      <ul className={classes.photos}>
        {photos.map(({ id }, index) => (
          <li key={id}>
            <a href={address(id, 1600)} target="_blank" rel="noreferrer">
              <img src={address(id, 320)} alt={m.repairs_photo_number({ number: index + 1 })} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

interface AnswerProps {
  code: string;
  seen: FollowUp;
  step: Step;
  onDone: () => void;
  onStale: () => void;
}

function AnswerForm({ code, seen, step, onDone, onStale }: AnswerProps) {
  const queryClient = useQueryClient();
  const query = followUpQuery(code);
  const asksReason = step !== 'confirm';
  const submission = useSubmission({
    name: `repairs.follow-up.${step}.${code}`,
    owner: 'anonymous',
    keepDraft: true,
    initialValues: { reason: '' },
    validate: {
      reason: (value) => (step === 'refuse' || step === 'reopen' ? needed(value) : null),
    },
    send: async ({ reason }, key) => {
      try {
        return await answer(step, code, seen.version, given(reason), key);
      } catch (error) {
        if (isStale(error)) {
          await queryClient.invalidateQueries({ queryKey: query.queryKey });
          onStale();
        }
        throw error;
      }
    },
    onAccepted: (page) => {
      queryClient.setQueryData(query.queryKey, page);
      onDone();
    },
  });
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {asksReason ? (
        <TextInput
          label={step === 'cancel' ? m.repairs_reason_optional() : m.repairs_reason()}
          placeholder={step === 'refuse' ? m.repairs_refuse_example() : undefined}
          {...submission.form.getInputProps('reason')}
        />
      ) : (
        <p>{m.repairs_confirm_text()}</p>
      )}
      <SubmitBar>
        <Button type="submit" loading={submission.sending} data-autofocus>
          {ACTION_WORDS[step]()}
        </Button>
      </SubmitBar>
    </form>
  );
}

function answer(
  step: Step,
  code: string,
  version: number,
  reason: string | undefined,
  key: string,
): Promise<FollowUp> {
  const options = {
    params: { path: { code }, header: { ...ifMatch(version), 'Idempotency-Key': key } },
  };
  switch (step) {
    case 'confirm':
      return read(api.POST(PATHS.confirm, { ...options, body: {} }));
    case 'cancel':
      return read(api.POST(PATHS.cancel, { ...options, body: { reason } }));
    default:
      return read(api.POST(PATHS[step], { ...options, body: { reason: reason ?? '' } }));
  }
}
