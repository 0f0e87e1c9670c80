import { Button } from '@mantine/core';
import { useId } from 'react';
import { useMe } from '@/api/me';
import type { SeparationExceptionView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DateText } from '@/ui/DateText';
import { Facts } from '@/ui/Facts';
import { FormAlert } from '@/ui/FormAlert';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from './Exceptions.module.css';

interface Props<R> {
  exception: SeparationExceptionView;
  /** The record that bears it: names the act on this device. */
  recordId: string;
  /** Whether `allowed_actions` lets the caller co-sign. */
  mayCosign: boolean;
  /** Calls `…/cosign` with the version and the key. */
  cosign: (key: string) => Promise<R>;
  /** The record as it is now. */
  onSigned: (record: R) => void;
  /** It was cancelled: nobody is waited for any more. */
  ended?: boolean;
}

/** An exception on its record: why, who asked for it, who signs for it; with the signature of whoever is named. */
export function CosignCard<R>(props: Props<R>) {
  const { exception, mayCosign, ended = false } = props;
  const id = useId();
  const signed = exception.signed_at;
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{m.exceptions_card({ rule: exception.rule_title })}</h2>
        <StatusBadge tone={signed ? 'done' : ended ? 'off' : 'waiting'}>
          {signed
            ? m.exceptions_cosigned({ name: exception.cosigner.name })
            : m.exceptions_not_signed()}
        </StatusBadge>
      </div>
      <p className={classes.reason}>{m.exceptions_reason({ reason: exception.reason })}</p>
      <Facts
        items={[
          { label: m.exceptions_asked_by(), value: exception.asked_by.name },
          {
            label: m.exceptions_asked_at(),
            value: <DateText value={exception.asked_at} hour />,
          },
          { label: m.exceptions_cosigner(), value: exception.cosigner.name },
          {
            label: m.exceptions_signed_at(),
            value: signed ? <DateText value={signed} hour /> : null,
          },
        ]}
      />
      {mayCosign ? <Sign {...props} /> : null}
      {signed || mayCosign || ended ? null : (
        <p className={classes.text}>{m.exceptions_waits({ name: exception.cosigner.name })}</p>
      )}
    </section>
  );
}

function Sign<R>({ recordId, cosign, onSigned }: Props<R>) {
  const { person } = useMe();
  const submission = useSubmission({
    name: `exceptions.cosign.${recordId}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) => cosign(key),
    onAccepted: onSigned,
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate data-screen-only>
      <FormAlert notice={submission.notice} />
      <p className={classes.text}>{m.exceptions_cosign_text()}</p>
      <Button type="submit" loading={submission.sending} mt="sm">
        {m.exceptions_cosign()}
      </Button>
    </form>
  );
}
