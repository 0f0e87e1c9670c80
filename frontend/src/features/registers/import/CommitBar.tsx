import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { ImportOptions, ImportPlanView, ImportView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import classes from './ImportWizard.module.css';
import { type Decisions, type Ledger, progressQuery } from './queries';

interface Props {
  plan: ImportPlanView;
  ledger: Ledger;
  options: Decisions;
  /** The plan shown is not yet that of the last decision. */
  old: boolean;
  onDone: (made: ImportView) => void;
}

/** The one button that writes, with the number of cards on it. */
export function CommitBar({ plan, ledger, options, old, onDone }: Props) {
  const me = useMe();
  const client = useQueryClient();
  const [leaveOut, setLeaveOut] = useState(false);
  const submission = useSubmission({
    name: 'registers.import',
    owner: me.person.id,
    initialValues: {},
    send: (_, key) =>
      read(
        api.POST('/api/v1/imports', {
          body: {
            file: { upload_id: ledger.uploadId, options: options as ImportOptions },
            leave_out_refused: leaveOut,
          },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onAccepted: async (made) => {
      onDone(made);
      await client.invalidateQueries({ queryKey: ['registers'] });
    },
  });
  const update = plan.options.mode === 'update';
  const cards = update ? plan.changed_cards : cardsOf(plan);
  const blocked = plan.refused_rows > 0 && !leaveOut;
  const ready = !old && !blocked && cards > 0 && !plan.imported_before;
  return (
    <form className={classes.part} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {plan.refused_rows > 0 ? (
        <CheckField
          label={m.imports_leave_out({ count: formatNumber(plan.refused_rows) })}
          checked={leaveOut}
          onChange={(event) => setLeaveOut(event.currentTarget.checked)}
        />
      ) : null}
      {submission.sending ? <Running ledger={ledger} /> : null}
      <SubmitBar note={submission.sending ? m.imports_running() : null}>
        <Button type="submit" loading={submission.sending} disabled={!ready}>
          {update
            ? m.imports_do_update({ cards: formatNumber(cards) })
            : m.imports_do({ cards: formatNumber(cards) })}
        </Button>
      </SubmitBar>
    </form>
  );
}

function cardsOf(plan: ImportPlanView): number {
  return plan.options.quantity === 'explode' ? plan.cards_exploded : plan.cards_kept;
}

function Running({ ledger }: { ledger: Ledger }) {
  const { data } = useQuery(progressQuery(ledger, true));
  if (!data?.total) {
    return <progress aria-label={m.imports_running()} />;
  }
  return (
    <p>
      <progress aria-label={m.imports_running()} value={data.done} max={data.total} />{' '}
      {m.imports_progress({ done: formatNumber(data.done), total: formatNumber(data.total) })}
    </p>
  );
}
