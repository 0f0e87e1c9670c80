import { useQuery } from '@tanstack/react-query';
import type { LedgerTies } from '@/api/schema';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { StatusBadge } from '@/ui/StatusBadge';
import { WideTable } from '@/ui/WideTable';
import { type LedgerDays, tiesQuery } from '../queries';
import { money } from './Cells';

/** Whether all ledgers say the same, each added up in its own way. */
export function Ties({ days }: { days: LedgerDays }) {
  const query = useQuery(tiesQuery(days));
  return (
    <section aria-label={m.reports_ties()}>
      <h2>{m.reports_ties()}</h2>
      {query.data ? (
        <TiesTable ties={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </section>
  );
}

function TiesTable({ ties }: { ties: LedgerTies }) {
  const { values } = ties.head;
  return (
    <WideTable label={m.reports_ties()}>
      <table className={paper.table}>
        <thead>
          <tr>
            <th scope="col">{m.reports_ledger()}</th>
            <th scope="col" className={paper.amount}>
              {m.reports_quantity()}
            </th>
            {values ? (
              <>
                <th scope="col" className={paper.amount}>
                  {m.reports_value()}
                </th>
                <th scope="col" className={paper.amount}>
                  {m.reports_depreciation()}
                </th>
              </>
            ) : null}
            <th scope="col">{m.reports_state()}</th>
          </tr>
        </thead>
        <tbody>
          {ties.ledgers.map((one) => (
            <tr key={one.key}>
              <td>{one.text}</td>
              <td className={paper.amount}>{one.quantity}</td>
              {values ? (
                <>
                  <td className={paper.amount}>{money(one.value)}</td>
                  <td className={paper.amount}>{money(one.accumulated_depreciation)}</td>
                </>
              ) : null}
              <td>
                <StatusBadge tone={one.agrees ? 'done' : 'alarm'}>
                  {one.agrees ? m.reports_agrees() : m.reports_differs()}
                </StatusBadge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
