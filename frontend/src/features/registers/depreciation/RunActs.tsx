import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { actionState } from '@/api/allowed-actions';
import { useMe } from '@/api/me';
import type { DepreciationRunView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { type FormSubmission, useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { closeRun, compareRun, computeRun, discardRun } from './acts';
import classes from './Depreciation.module.css';
import { figuresOf, MOST_FIGURES } from './figures';
import { runQuery } from './queries';

type Act = 'compare' | 'close' | 'discard';

/** What the server lets this reader do with a month. */
export function RunActs({ run }: { run: DepreciationRunView }) {
  const [open, setOpen] = useState<Act | null>(null);
  const keep = useKeep();
  const may = (action: string) => actionState(run.allowed_actions, action).allowed;
  const shut = () => setOpen(null);
  return (
    <>
      {may('recompute') ? <Recompute run={run} /> : null}
      {may('compare') ? (
        <Button variant="default" onClick={() => setOpen('compare')}>
          {m.depreciation_compare()}
        </Button>
      ) : null}
      {may('close') ? (
        <Button variant="default" onClick={() => setOpen('close')}>
          {m.depreciation_close()}
        </Button>
      ) : null}
      {may('discard') ? (
        <Button variant="default" onClick={() => setOpen('discard')}>
          {m.depreciation_discard()}
        </Button>
      ) : null}
      <Dialog title={m.depreciation_compare()} open={open === 'compare'} onClose={shut}>
        <CompareForm run={run} onDone={shut} />
      </Dialog>
      <Dialog
        title={m.depreciation_close_title({ month: run.period })}
        open={open === 'close'}
        onClose={shut}
      >
        <CloseForm run={run} onDone={shut} />
      </Dialog>
      <ReasonDialog
        name={`registers.depreciation.discard.${run.id}`}
        title={m.depreciation_discard()}
        reasonLabel={m.depreciation_discard_reason()}
        shown={runQuery(run.id).queryKey}
        act={(reason, key) => discardRun(run, reason, key)}
        onDone={(changed) => void keep(changed)}
        open={open === 'discard'}
        onClose={shut}
      />
    </>
  );
}

/** Why nothing can be closed yet, for whoever could otherwise. */
export function WhyNotClosed({ run }: { run: DepreciationRunView }) {
  const { allowed, reason } = actionState(run.allowed_actions, 'close');
  return run.state === 'draft' && !allowed && reason ? (
    <p className={classes.quiet}>{reason}</p>
  ) : null;
}

function useKeep() {
  const queryClient = useQueryClient();
  return async (run: DepreciationRunView) => {
    queryClient.setQueryData(runQuery(run.id).queryKey, run);
    await queryClient.invalidateQueries({ queryKey: ['registers'] });
  };
}

interface FormProps {
  run: DepreciationRunView;
  onDone: () => void;
}

function Recompute({ run }: { run: DepreciationRunView }) {
  const { person } = useMe();
  const keep = useKeep();
  const submission = useSubmission({
    name: `registers.depreciation.recompute.${run.id}`,
    owner: person.id,
    initialValues: {},
    send: (_, key) => computeRun(run.period, key),
    onAccepted: keep,
  });
  return (
    <form onSubmit={submission.onSubmit} noValidate>
      <Button type="submit" variant="default" loading={submission.sending}>
        {m.depreciation_compute_again()}
      </Button>
      <FormAlert notice={submission.notice} />
    </form>
  );
}

function readable(text: string): string | null {
  const figures = figuresOf(text);
  if (!Array.isArray(figures)) {
    return m.depreciation_compare_unreadable({ row: figures.unreadable });
  }
  if (figures.length > MOST_FIGURES) {
    return m.depreciation_compare_most();
  }
  return figures.length > 0 ? null : m.ui_required();
}

function CompareForm({ run, onDone }: FormProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const keep = useKeep();
  const submission = useSubmission({
    name: `registers.depreciation.compare.${run.id}`,
    owner: person.id,
    initialValues: { rows: '' },
    validate: { rows: readable },
    send: ({ rows }, key) => {
      const figures = figuresOf(rows);
      const read = Array.isArray(figures) ? figures : [];
      return orNewest(queryClient, runQuery(run.id).queryKey, compareRun(run, read, key));
    },
    onAccepted: async (changed) => {
      await keep(changed);
      onDone();
    },
  });
  return (
    <ActFrame
      submission={submission}
      text={m.depreciation_compare_text()}
      submit={m.depreciation_compare_do()}
    >
      <TextArea
        label={m.depreciation_compare_rows()}
        placeholder={m.depreciation_compare_example()}
        rows={8}
        {...submission.form.getInputProps('rows')}
      />
    </ActFrame>
  );
}

function CloseForm({ run, onDone }: FormProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const keep = useKeep();
  const submission = useSubmission({
    name: `registers.depreciation.close.${run.id}`,
    owner: person.id,
    initialValues: { voucher: '' },
    send: ({ voucher }, key) =>
      orNewest(queryClient, runQuery(run.id).queryKey, closeRun(run, voucher, key)),
    onAccepted: async (changed) => {
      await keep(changed);
      onDone();
    },
  });
  return (
    <ActFrame
      submission={submission}
      text={m.depreciation_close_text({ posted: formatMoney(run.posted) })}
      submit={m.depreciation_close()}
    >
      <TextInput
        label={m.depreciation_voucher()}
        autoComplete="off"
        {...submission.form.getInputProps('voucher')}
      />
    </ActFrame>
  );
}

function ActFrame<V extends Record<string, unknown>>(props: {
  submission: FormSubmission<V>;
  text: string;
  submit: string;
  children: React.ReactNode;
}) {
  const { submission } = props;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={classes.quiet}>{props.text}</p>
      {props.children}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {props.submit}
        </Button>
      </SubmitBar>
    </form>
  );
}
