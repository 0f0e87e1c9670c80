import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { m } from '@/i18n/messages';
import type { Notice } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import classes from './Canteen.module.css';

interface Props {
  title: string;
  submission: {
    notice: Notice | null;
    sending: boolean;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  };
  /** The record that was struck out and is written anew here. */
  replaces?: string | undefined;
  children: ReactNode;
}

/** One record of the book: its fields, and the one button at the thumb. */
export function RecordForm({ title, submission, replaces, children }: Props) {
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <PageHeader title={title} back={{ to: '/canteen', label: m.canteen_title() }} />
      <FormAlert notice={submission.notice} />
      {replaces ? <p className={classes.muted}>{m.canteen_writing_anew()}</p> : null}
      {children}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.canteen_write_down()}
        </Button>
      </SubmitBar>
    </form>
  );
}
