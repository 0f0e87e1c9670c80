import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { DepreciationCategory, DepreciationLineView, DepreciationRunView } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { WideTable } from '@/ui/WideTable';
import { allLinesQuery, runCategoriesQuery, runQuery } from './queries';
import classes from './RunPrintPage.module.css';

/** More cards than this are no paper any more. */
const MOST_CARDS = 1000;

/** E4, 资产折旧表: by category, then card by card, with lines for the ink. */
export function RunPrintPage({ runId }: { runId: string }) {
  const { data: run } = useSuspenseQuery(runQuery(runId));
  const { data: categories } = useSuspenseQuery(runCategoriesQuery(runId));
  const many = run.cards > MOST_CARDS;
  const lines = useQuery({ ...allLinesQuery(runId), enabled: !many });
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{
            to: '/assets/depreciation/$runId',
            params: { runId },
            label: m.depreciation_of({ month: run.period }),
          }}
          title={m.depreciation_paper()}
        />
      </div>
      <div className={classes.across}>
        <PrintSheet kind="form" waiting={!many && !lines.data ? m.ui_loading() : null}>
          <Paper run={run} categories={categories} lines={many ? null : (lines.data ?? [])} />
        </PrintSheet>
      </div>
    </>
  );
}

interface PaperProps {
  run: DepreciationRunView;
  categories: readonly DepreciationCategory[];
  /** None where there are too many. */
  lines: readonly DepreciationLineView[] | null;
}

function Paper({ run, categories, lines }: PaperProps) {
  const { school } = useMe();
  return (
    <article className={paper.paper}>
      <header className={paper.head}>
        <p>{school.name}</p>
        <p className={paper.title}>{m.depreciation_paper()}</p>
      </header>
      <p className={paper.meta}>
        <span>{run.period}</span>
        <span>{run.basis_text}</span>
        <span>{run.state_text}</span>
      </p>
      <WideTable label={m.depreciation_by_category()}>
        <table className={`${paper.table} ${paper.small}`}>
          <thead>
            <tr>
              <th scope="col">{m.depreciation_category()}</th>
              <Amounts
                of={[
                  m.depreciation_cards(),
                  m.depreciation_original(),
                  m.depreciation_month_amount(),
                  m.depreciation_books_after(),
                  m.depreciation_net(),
                ]}
              />
            </tr>
          </thead>
          <tbody>
            {categories.map((sum) => (
              <CategoryRow key={sum.code} name={`${sum.code} ${sum.name}`} sum={sum} />
            ))}
            <CategoryRow name={m.depreciation_sum()} sum={run} whole />
          </tbody>
        </table>
      </WideTable>
      {lines ? <LinesTable lines={lines} /> : <p>{m.depreciation_paper_many()}</p>}
      <Signatures>
        <Signature
          label={m.depreciation_made_by()}
          signed={run.computed_by ? [{ name: run.computed_by.name, at: run.computed_at }] : []}
        />
        <Signature label={m.depreciation_reviewed_by()} signed={[]} />
        <Signature label={m.depreciation_head()} signed={[]} />
      </Signatures>
      <p className={paper.printed}>
        {m.depreciation_printed({ date: formatExact(new Date().toISOString()) })}
      </p>
    </article>
  );
}

function Amounts({ of }: { of: readonly string[] }) {
  return (
    <>
      {of.map((label) => (
        <th key={label} scope="col" className={paper.amount}>
          {label}
        </th>
      ))}
    </>
  );
}

type Sum = Pick<
  DepreciationCategory,
  'cards' | 'original_value' | 'month_amount' | 'books_after' | 'net_value'
>;

function CategoryRow({ name, sum, whole = false }: { name: string; sum: Sum; whole?: boolean }) {
  return (
    <tr className={whole ? paper.sum : undefined}>
      <td>{name}</td>
      <td className={paper.amount}>{sum.cards}</td>
      <td className={paper.amount}>{formatMoney(sum.original_value)}</td>
      <td className={paper.amount}>{formatMoney(sum.month_amount)}</td>
      <td className={paper.amount}>{formatMoney(sum.books_after)}</td>
      <td className={paper.amount}>{formatMoney(sum.net_value)}</td>
    </tr>
  );
}

function LinesTable({ lines }: { lines: readonly DepreciationLineView[] }) {
  return (
    <WideTable label={m.depreciation_lines()}>
      <table className={`${paper.table} ${paper.small}`}>
        <thead>
          <tr>
            <th scope="col">{m.depreciation_card()}</th>
            <Amounts
              of={[
                m.depreciation_original(),
                m.depreciation_life(),
                m.depreciation_taken(),
                m.depreciation_month_amount(),
                m.depreciation_books_after(),
                m.depreciation_net(),
              ]}
            />
            <th scope="col">{m.depreciation_standing()}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.asset.id}>
              <td>
                {line.asset.asset_no} {line.name}
              </td>
              <td className={paper.amount}>{formatMoney(line.original_value)}</td>
              <td className={paper.amount}>{line.life_months}</td>
              <td className={paper.amount}>{line.months_taken}</td>
              <td className={paper.amount}>{formatMoney(line.month_amount)}</td>
              <td className={paper.amount}>{formatMoney(line.books_after)}</td>
              <td className={paper.amount}>{formatMoney(line.net_value)}</td>
              <td>{line.standing_text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
