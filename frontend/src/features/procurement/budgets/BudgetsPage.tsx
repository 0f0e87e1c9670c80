import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BudgetYear } from '@/api/schema';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconButton } from '@/ui/IconButton';
import { IconChevronLeft, IconChevronRight, IconShoppingCart } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SelectField } from '@/ui/SelectField';
import { PurchaseKinds } from '../components/PurchaseKinds';
import { AllotDialog } from './AllotDialog';
import { BudgetFigures, Left } from './BudgetFigures';
import classes from './BudgetsPage.module.css';
import { budgetsQuery } from './queries';

interface Props {
  year: number | undefined;
  onYear: (year: number) => void;
}

/** What each fund has for a calendar year, what of it is used, and what is left. */
export function BudgetsPage({ year, onYear }: Props) {
  const query = useQuery(budgetsQuery(year));
  const [allotting, setAllotting] = useState(false);
  const { data } = query;
  return (
    <>
      <PageHeader
        title={m.budgets_title()}
        primary={
          data?.may_allot ? (
            <Button onClick={() => setAllotting(true)}>{m.budgets_allot()}</Button>
          ) : undefined
        }
      />
      <PurchaseKinds />
      {data ? (
        <>
          <Years budgets={data} onYear={onYear} />
          <Funds budgets={data} />
          <AllotDialog
            budgets={data}
            fund={undefined}
            open={allotting}
            onClose={() => setAllotting(false)}
          />
        </>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Years({ budgets, onYear }: { budgets: BudgetYear; onYear: (year: number) => void }) {
  const { year } = budgets;
  const known = [...new Set([...budgets.years, year])].sort((a, b) => b - a);
  return (
    <div className={classes.years} data-screen-only>
      <IconButton label={m.budgets_year_before()} onClick={() => onYear(year - 1)}>
        <IconChevronLeft size={22} aria-hidden />
      </IconButton>
      <SelectField
        aria-label={m.budgets_year()}
        options={known.map((one) => ({
          value: String(one),
          label: m.budgets_year_name({ year: one }),
        }))}
        value={String(year)}
        onChange={(event) => onYear(Number(event.currentTarget.value))}
      />
      <IconButton label={m.budgets_year_after()} onClick={() => onYear(year + 1)}>
        <IconChevronRight size={22} aria-hidden />
      </IconButton>
    </div>
  );
}

function Funds({ budgets: { year, budgets } }: { budgets: BudgetYear }) {
  return budgets.length === 0 ? (
    <EmptyState
      icon={IconShoppingCart}
      title={m.budgets_none({ year })}
      text={m.budgets_none_text()}
    />
  ) : (
    <>
      <p className={classes.lead}>{m.budgets_lead()}</p>
      <ul className={classes.funds}>
        {budgets.map((budget) => (
          <li key={budget.id} className={classes.fund}>
            <p className={classes.head}>
              <Link
                to="/budgets/$year/$fund"
                params={{ year: String(year), fund: budget.fund }}
                className={classes.name}
              >
                {budget.fund_title}
              </Link>
              <Left budget={budget} />
            </p>
            <BudgetFigures budget={budget} />
          </li>
        ))}
      </ul>
    </>
  );
}
