import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { BudgetYear, PurchaseFund } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import { FUND_WORDS } from '../words';
import classes from './AllotDialog.module.css';
import { allotBudget } from './acts';
import { BUDGETS } from './queries';

interface Props {
  budgets: BudgetYear;
  /** Of which fund; left open on the page of all. */
  fund: PurchaseFund | undefined;
  open: boolean;
  onClose: () => void;
}

type Values = { fund: PurchaseFund; direction: 'more' | 'less'; amount: string; reason: string };

const needed = (text: string) => (text.trim() ? null : m.ui_required());

/** Gives money to a fund, or takes some back; what was given before stays on record. */
export function AllotDialog({ budgets, fund, open, onClose }: Props) {
  const title = `${m.budgets_allot()} · ${m.budgets_allot_year({ year: budgets.year })}`;
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <AllotForm budgets={budgets} fund={fund} onDone={onClose} />
    </Dialog>
  );
}

function AllotForm({
  budgets,
  fund,
  onDone,
}: Omit<Props, 'open' | 'onClose'> & { onDone: () => void }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const allotted = (of: PurchaseFund) =>
    budgets.budgets.find((budget) => budget.fund === of)?.allotted ?? null;
  const submission = useSubmission({
    name: `purchases.budget.${budgets.year}.${fund ?? 'any'}`,
    owner: person.id,
    initialValues: { fund: fund ?? 'public', direction: 'more', amount: '', reason: '' } as Values,
    validate: { amount: needed, reason: needed },
    send: (values, key) => {
      const before = allotted(values.fund);
      const sign = values.direction === 'less' && before !== null ? '-' : '';
      const body = {
        year: budgets.year,
        fund: values.fund,
        amount: `${sign}${values.amount.trim()}`,
        reason: values.reason.trim(),
        allotted_before: before,
      };
      return orNewest(queryClient, BUDGETS, allotBudget(body, key));
    },
    onAccepted: () => {
      void queryClient.invalidateQueries({ queryKey: BUDGETS });
      onDone();
    },
  });
  const { form } = submission;
  const now = allotted(form.getValues().fund);
  return (
    <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {fund ? null : (
        <SelectField
          label={m.budgets_fund()}
          options={Object.entries(FUND_WORDS).map(([value, word]) => ({ value, label: word() }))}
          {...form.getInputProps('fund')}
        />
      )}
      <p className={classes.quiet}>
        {now === null ? m.budgets_now_none() : m.budgets_now({ amount: formatMoney(now) })}{' '}
        {m.budgets_saved_kept()}
      </p>
      {now === null ? null : (
        <SelectField
          label={m.budgets_direction()}
          options={[
            { value: 'more', label: m.budgets_more() },
            { value: 'less', label: m.budgets_less() },
          ]}
          {...form.getInputProps('direction')}
        />
      )}
      <TextInput
        label={m.budgets_amount()}
        inputMode="decimal"
        autoComplete="off"
        {...form.getInputProps('amount')}
      />
      <TextInput
        label={m.budgets_reason()}
        placeholder={m.budgets_reason_example()}
        {...form.getInputProps('reason')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.budgets_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
