import { useQuery } from '@tanstack/react-query';
import type { ReconciliationClass, ReconciliationView, ReconciliationVoucher } from '@/api/schema';
import { formatExact, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { StatusBadge } from '@/ui/StatusBadge';
import { WideTable } from '@/ui/WideTable';
import { money } from '../components/Cells';
import { reconciliationQuery } from '../queries';

/** Finance's figures beside the cards as they are now, differences first to be seen, to print and to sign. */
export function ReconciliationPage({ id }: { id: string }) {
  const query = useQuery(reconciliationQuery(id));
  return query.data ? (
    <Compared view={query.data} />
  ) : query.error ? (
    <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <PageSkeleton />
  );
}

function Compared({ view }: { view: ReconciliationView }) {
  const differing = [...view.classes, ...view.vouchers].filter((row) => !row.agrees).length;
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={m.reports_reconcile()}
          facts={
            <StatusBadge tone={view.agrees ? 'done' : 'alarm'}>
              {view.agrees
                ? m.reports_agrees()
                : m.reports_differences({ count: formatNumber(differing) })}
            </StatusBadge>
          }
          back={{ to: '/ledgers/reconciliations', label: m.reports_reconcile() }}
        />
      </div>
      <PrintSheet kind="form">
        <article className={paper.paper}>
          <header className={paper.head}>
            <p className={paper.title}>{m.reports_reconcile_title()}</p>
          </header>
          <p className={paper.meta}>
            <span>
              {m.reports_between({ from: formatExact(view.from), to: formatExact(view.as_of) })}
            </span>
            <span>{view.source}</span>
            <span>{view.basis === 'books' ? null : view.basis_text}</span>
          </p>
          {view.note ? <p>{view.note}</p> : null}
          {view.classes.length > 0 ? <Classes rows={view.classes} /> : null}
          {view.vouchers.length > 0 ? <Vouchers rows={view.vouchers} /> : null}
          {view.without_voucher.cards > 0 ? (
            <p>
              {m.reports_without_voucher({ count: formatNumber(view.without_voucher.cards) })}{' '}
              {money(view.without_voucher.value)}
            </p>
          ) : null}
          <Signatures>
            <Signature
              label={m.reports_typed_by()}
              signed={[{ name: view.typed_by.name, at: view.typed_at }]}
            />
            <Signature label={m.reports_finance()} signed={[]} />
            <Signature label={m.reports_approved_by()} signed={[]} />
          </Signatures>
          <p className={paper.printed}>
            {m.reports_printed({ date: formatExact(new Date().toISOString()) })}
          </p>
        </article>
      </PrintSheet>
    </>
  );
}

function State({ agrees }: { agrees: boolean }) {
  return <td>{agrees ? m.reports_agrees() : m.reports_differs()}</td>;
}

function Classes({ rows }: { rows: readonly ReconciliationClass[] }) {
  return (
    <WideTable label={m.reports_book_to_book()}>
      <table className={`${paper.table} ${paper.small}`}>
        <caption>{m.reports_book_to_book()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.reports_class()}</th>
            <th scope="col" className={paper.amount}>
              {m.reports_finance_value()}
            </th>
            <th scope="col" className={paper.amount}>
              {m.reports_cards_value()}
            </th>
            <th scope="col" className={paper.amount}>
              {m.reports_difference()}
            </th>
            <th scope="col" className={paper.amount}>
              {m.reports_depreciation_difference()}
            </th>
            <th scope="col">{m.reports_state()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.category_code}>
              <td>
                {row.category_code} {row.category_name}
              </td>
              <td className={paper.amount}>
                {row.in_finance ? money(row.finance_value) : m.reports_not_there()}
              </td>
              <td className={paper.amount}>{money(row.cards_value)}</td>
              <td className={paper.amount}>{money(row.difference)}</td>
              <td className={paper.amount}>{money(row.depreciation_difference)}</td>
              <State agrees={row.agrees} />
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}

function Vouchers({ rows }: { rows: readonly ReconciliationVoucher[] }) {
  return (
    <WideTable label={m.reports_book_to_card()}>
      <table className={`${paper.table} ${paper.small}`}>
        <caption>{m.reports_book_to_card()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.reports_voucher()}</th>
            <th scope="col">{m.reports_date()}</th>
            <th scope="col" className={paper.amount}>
              {m.reports_finance_value()}
            </th>
            <th scope="col" className={paper.amount}>
              {m.reports_cards()}
            </th>
            <th scope="col" className={paper.amount}>
              {m.reports_cards_value()}
            </th>
            <th scope="col" className={paper.amount}>
              {m.reports_difference()}
            </th>
            <th scope="col">{m.reports_state()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.voucher_no}>
              <td>{row.voucher_no}</td>
              <td className={paper.whole}>{row.posted_on ? formatExact(row.posted_on) : ''}</td>
              <td className={paper.amount}>
                {row.in_finance ? money(row.finance_amount) : m.reports_not_there()}
              </td>
              <td className={paper.amount}>{row.cards}</td>
              <td className={paper.amount}>{money(row.cards_amount)}</td>
              <td className={paper.amount}>{money(row.difference)}</td>
              <State agrees={row.agrees} />
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
