import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FormSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import classes from './StepForm.module.css';

interface Props<V extends Record<string, unknown>> {
  submission: FormSubmission<V>;
  submit: string;
  /** Ends a case against somebody's wish. */
  grave?: boolean;
  /** Something of it is still on its way. */
  waiting?: boolean;
  children: ReactNode;
}

/** The frame that every step's form shares. */
export function StepForm<V extends Record<string, unknown>>(props: Props<V>) {
  const { sending, notice, restoredFrom, onSubmit, discard } = props.submission;
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <DraftNotice restoredFrom={restoredFrom} onDiscard={discard} />
      {props.children}
      <SubmitBar>
        <Button
          type="submit"
          loading={sending}
          disabled={props.waiting}
          color={props.grave ? 'red' : undefined}
        >
          {props.submit}
        </Button>
      </SubmitBar>
    </form>
  );
}
