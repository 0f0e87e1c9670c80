import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { BudgetEvent, BudgetRow, PurchaseFund } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { SignedScans } from '@/ui/SignedScans';
import { FUND_WORDS } from '../words';
import { allotmentsQuery, budgetsQuery } from './queries';

interface Props {
  year: number;
  fund: PurchaseFund;
  /** Which of its events. */
  seq: number;
}

/** 预算核定单: what a fund was given or what was taken back, on what ground, and lines for the ink. */
export function BudgetPaperPage({ year, fund, seq }: Props) {
  const { data } = useSuspenseQuery(budgetsQuery(year));
  const budget = data.budgets.find((one) => one.fund === fund);
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{
            to: '/budgets/$year/$fund',
            params: { year: String(year), fund },
            label: m.budgets_of({ fund: FUND_WORDS[fund](), year }),
          }}
          title={m.budgets_paper()}
        />
      </div>
      {budget ? <Found budget={budget} seq={seq} /> : <EmptyState title={m.budgets_paper_none()} />}
    </>
  );
}

function Found({ budget, seq }: { budget: BudgetRow; seq: number }) {
  const { data: allotments } = useSuspenseQuery(allotmentsQuery(budget.id));
  const event = allotments.find((one) => one.seq === seq);
  // Papers are numbered without gaps; between two of them the fund's money moves.
  const number = allotments.filter((one) => one.seq <= seq).length;
  return event ? (
    <>
      <PrintSheet kind="form">
        <Paper budget={budget} event={event} number={number} />
      </PrintSheet>
      <div data-screen-only>
        <SignedScans kind="budgets" id={budget.id} />
      </div>
    </>
  ) : (
    <EmptyState title={m.budgets_paper_none()} />
  );
}

interface PaperProps {
  budget: BudgetRow;
  event: BudgetEvent;
  /** Which of the fund's allotments in the year. */
  number: number;
}

function Paper({ budget, event, number }: PaperProps) {
  const { school } = useMe();
  const { amount, amount_in_words: words, by, at } = event;
  return (
    <article className={paper.paper}>
      <header className={paper.head}>
        <p>{school.name}</p>
        <p className={paper.title}>{m.budgets_paper()}</p>
        <p className={paper.number}>
          {m.budgets_paper_number({ year: budget.year, fund: budget.fund_title, seq: number })}
        </p>
      </header>
      <table className={paper.table}>
        <tbody>
          <tr>
            <th scope="row">{m.budgets_fund()}</th>
            <td>{budget.fund_title}</td>
            <th scope="row">{m.budgets_year()}</th>
            <td>{budget.year}</td>
          </tr>
          <tr>
            <th scope="row">{m.budgets_amount()}</th>
            <td colSpan={3}>{formatMoney(amount)}</td>
          </tr>
          <tr>
            <th scope="row">{m.budgets_in_words()}</th>
            <td colSpan={3}>{words}</td>
          </tr>
          <tr>
            <th scope="row">{m.budgets_reason()}</th>
            <td colSpan={3}>{event.reason}</td>
          </tr>
        </tbody>
      </table>
      <Signatures>
        <Signature label={m.budgets_entered_by()} signed={[{ name: by.name, at }]} />
        <Signature label={m.budgets_checked_by()} signed={[]} />
        <Signature label={m.budgets_head()} signed={[]} />
      </Signatures>
      <p className={paper.printed}>
        {m.budgets_printed({ date: formatExact(new Date().toISOString()) })}
      </p>
    </article>
  );
}
