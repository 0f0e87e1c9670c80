import { Link } from '@tanstack/react-router';
import type { DepreciationLineView, DepreciationRunRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { Money } from '@/ui/Money';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from './Depreciation.module.css';
import { LINE_TONES, RUN_TONES } from './words';

function RunLink({ run }: { run: DepreciationRunRow }) {
  return (
    <Link to="/assets/depreciation/$runId" params={{ runId: run.id }}>
      {run.period}
    </Link>
  );
}

function RunState({ run }: { run: DepreciationRunRow }) {
  return <StatusBadge tone={RUN_TONES[run.state]}>{run.state_text}</StatusBadge>;
}

export function runColumns(): Column<DepreciationRunRow>[] {
  return [
    {
      key: 'period',
      header: m.depreciation_month(),
      cell: (run) => <RunLink run={run} />,
      width: '8rem',
    },
    {
      key: 'state',
      header: m.depreciation_state(),
      cell: (run) => <RunState run={run} />,
      width: '9rem',
    },
    { key: 'basis', header: m.depreciation_basis(), cell: (run) => run.basis_text },
    {
      key: 'cards',
      header: m.depreciation_cards(),
      cell: (run) => run.cards,
      width: '7rem',
      align: 'end',
    },
    {
      key: 'month',
      header: m.depreciation_month_amount(),
      cell: (run) => <Money amount={run.month_amount} />,
      width: '10rem',
      align: 'end',
    },
    {
      key: 'posted',
      header: m.depreciation_posted(),
      cell: (run) => <Money amount={run.posted} />,
      width: '10rem',
      align: 'end',
    },
    {
      key: 'differences',
      header: m.depreciation_differences(),
      cell: (run) => run.differences,
      width: '9rem',
      align: 'end',
    },
  ];
}

export function runCard(run: DepreciationRunRow) {
  return (
    <>
      <p className={classes.head}>
        <RunLink run={run} />
        <RunState run={run} />
      </p>
      <p>
        {m.depreciation_posted()} <Money amount={run.posted} />
      </p>
      <p className={classes.quiet}>
        {run.differences > 0
          ? m.depreciation_differences_count({ count: run.differences })
          : run.basis_text}
      </p>
    </>
  );
}

function CardLink({ line }: { line: DepreciationLineView }) {
  return (
    <Link to="/assets/$assetId/value" params={{ assetId: line.asset.id }}>
      {line.name} {line.asset.asset_no}
    </Link>
  );
}

export function lineColumns(): Column<DepreciationLineView>[] {
  const money = (
    key: string,
    header: string,
    of: (line: DepreciationLineView) => string | null | undefined,
  ): Column<DepreciationLineView> => ({
    key,
    header,
    cell: (line) => {
      const amount = of(line);
      return amount ? <Money amount={amount} /> : m.ui_none();
    },
    width: '9rem',
    align: 'end',
  });
  return [
    {
      key: 'card',
      header: m.depreciation_card(),
      cell: (line) => <CardLink line={line} />,
    },
    money('value', m.depreciation_original(), (line) => line.original_value),
    {
      key: 'taken',
      header: m.depreciation_taken(),
      cell: (line) => `${line.months_taken} / ${line.life_months}`,
      width: '7rem',
      align: 'end',
    },
    money('month', m.depreciation_month_amount(), (line) => line.month_amount),
    money('own', m.depreciation_own(), (line) => line.accumulated),
    money('books', m.depreciation_books_after(), (line) => line.books_after),
    money('official', m.depreciation_official(), (line) => line.official),
    money('difference', m.depreciation_difference(), (line) => line.difference),
  ];
}

export function lineCard(line: DepreciationLineView) {
  return (
    <>
      <p className={classes.head}>
        <CardLink line={line} />
        <StatusBadge tone={LINE_TONES[line.standing]}>{line.standing_text}</StatusBadge>
      </p>
      <p>
        {m.depreciation_month_amount()} <Money amount={line.month_amount} /> ·{' '}
        {m.depreciation_net()} <Money amount={line.net_value} />
      </p>
      <p className={classes.quiet}>
        {m.depreciation_difference()} <Money amount={line.difference} />
      </p>
    </>
  );
}
