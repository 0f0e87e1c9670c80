import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { recordReconciliation } from '../acts';
import { balancesOf, vouchersOf } from '../pasted';
import { RECONCILIATIONS } from '../queries';
import classes from './Reports.module.css';

const needed = (text: string) => (text.trim() ? null : m.ui_required());

/** The first line that was not understood, by its number. */
function understood(wrong: number | null): string | null {
  return wrong === null ? null : m.reports_line_wrong({ line: wrong });
}

/** Finance's figures, as they are copied from its balance sheet and its journal. */
export function ReconcileForm() {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const submission = useSubmission({
    name: 'reports.reconcile',
    owner: person.id,
    keepDraft: true,
    initialValues: { as_of: schoolDay(), source: '', note: '', balances: '', vouchers: '' },
    validate: {
      as_of: needed,
      source: needed,
      balances: (text) => understood(balancesOf(text).wrong),
      vouchers: (text) => understood(vouchersOf(text).wrong),
    },
    send: (values, key) =>
      recordReconciliation(
        {
          as_of: values.as_of,
          source: values.source.trim(),
          note: values.note.trim() || null,
          balances: balancesOf(values.balances).rows,
          vouchers: vouchersOf(values.vouchers).rows,
        },
        key,
      ),
    onAccepted: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: RECONCILIATIONS });
      await navigate({
        to: '/ledgers/reconciliations/$reconciliationId',
        params: { reconciliationId: id },
      });
    },
  });
  const { form } = submission;
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <TextInput type="date" label={m.reports_as_of()} {...form.getInputProps('as_of')} />
      <TextInput
        label={m.reports_source()}
        placeholder={m.reports_source_example()}
        {...form.getInputProps('source')}
      />
      <TextArea
        label={m.reports_balances()}
        description={m.reports_balances_hint()}
        rows={6}
        {...form.getInputProps('balances')}
      />
      <TextArea
        label={m.reports_vouchers()}
        description={m.reports_vouchers_hint()}
        rows={6}
        {...form.getInputProps('vouchers')}
      />
      <TextArea label={m.reports_note()} rows={2} {...form.getInputProps('note')} />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.reports_reconcile_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
