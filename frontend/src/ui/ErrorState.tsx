import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemOf, UnreachableError } from '@/api/problem';
import { m } from '@/i18n/messages';
import { IconAlertCircle, IconCloudOff, IconLock } from './icons';
import classes from './states.module.css';

interface Props {
  error: unknown;
  /** Left out where repeating cannot help. */
  onRetry?: () => void;
  /** Where to go when repeating cannot help. */
  way?: ReactNode;
}

/** Why a page could not be shown: no network, no right, or a fault with the id to quote. */
export function ErrorState({ error, onRetry, way }: Props) {
  const { icon: StateIcon, title, text, requestId, repeatable } = explain(error);
  return (
    <div className={classes.state} role="alert">
      <StateIcon size={32} stroke={1.5} aria-hidden />
      <p className={classes.title}>{title}</p>
      <p className={classes.text}>{text}</p>
      {requestId ? <p className={classes.request}>{m.ui_request_id({ id: requestId })}</p> : null}
      {repeatable && onRetry ? (
        <div className={classes.action}>
          <Button variant="default" size="md" onClick={onRetry}>
            {m.ui_retry()}
          </Button>
        </div>
      ) : way ? (
        <div className={classes.action}>{way}</div>
      ) : null}
    </div>
  );
}

function explain(error: unknown) {
  const problem = problemOf(error);
  if (error instanceof UnreachableError) {
    return {
      icon: IconCloudOff,
      title: m.ui_offline_title(),
      text: m.ui_offline_text(),
      repeatable: true,
    };
  }
  if (problem?.status === 403) {
    return {
      icon: IconLock,
      title: m.ui_forbidden_title(),
      text: problem.detail,
      repeatable: false,
    };
  }
  return {
    icon: IconAlertCircle,
    title: problem?.title ?? m.ui_error_title(),
    text: problem?.detail ?? m.ui_error_unexpected(),
    // What is not there is no fault to report.
    requestId: problem?.status === 404 ? undefined : problem?.request_id,
    repeatable: problem === null || problem.status >= 500,
  };
}
