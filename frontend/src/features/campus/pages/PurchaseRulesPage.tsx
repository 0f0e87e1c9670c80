import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import type { PolicyView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { type Known, raisedOf, rowsOf, sinceOf, sourcesOf, yuan } from '../rules/purchases';
import { policiesQuery } from '../rules/queries';
import classes from './PurchaseRulesPage.module.css';

/** 《采购审批权限表》: who approves how much, and what else holds for purchases, from the rules as they are today. */
export function PurchaseRulesPage() {
  const query = useQuery(policiesQuery);
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/settings/rules', label: m.rules_purchases_back() }}
          title={m.rules_purchases()}
        />
      </div>
      {query.data ? (
        <PrintSheet kind="form">
          <Sheet policies={query.data} />
        </PrintSheet>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Sheet({ policies }: { policies: readonly PolicyView[] }) {
  const { school } = useMe();
  const known: Known = (key) => policies.find((policy) => policy.key === key);
  const since = sinceOf(policies);
  const sources = sourcesOf(policies);
  return (
    <article className={paper.paper}>
      <header className={paper.head}>
        <p>{school.name}</p>
        <p className={paper.title}>{m.rules_purchases()}</p>
        <p>
          {since
            ? m.rules_purchases_from({ date: formatExact(since) })
            : m.rules_purchases_default()}
        </p>
      </header>
      <Tiers known={known} />
      <h2 className={classes.heading}>{m.rules_purchases_other()}</h2>
      <Rules known={known} />
      {sources ? <p>{m.rules_purchases_source({ source: sources })}</p> : null}
      <Signatures>
        <Signature label={m.rules_purchases_sign_made()} signed={[]} />
        <Signature label={m.rules_purchases_sign_director()} signed={[]} />
        <Signature label={m.rules_purchases_sign_principal()} signed={[]} />
      </Signatures>
      <p className={classes.seal}>{m.rules_purchases_seal()}</p>
      <p className={paper.printed}>{m.rules_table_printed({ date: formatExact(schoolDay()) })}</p>
    </article>
  );
}

function Tiers({ known }: { known: Known }) {
  const days = String(known('purchase.split_window_days')?.value ?? '');
  return (
    <>
      <table className={paper.table}>
        <thead>
          <tr>
            <th scope="col">{m.rules_table_number()}</th>
            <th scope="col">{m.rules_purchases_amount()}</th>
            <th scope="col">{m.rules_purchases_chain()}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(known).map(({ amount, chain }, index) => (
            <tr key={amount}>
              <td>{index + 1}</td>
              <td>{amount}</td>
              <td>{chain}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{m.rules_purchases_up({ days })}</p>
    </>
  );
}

function Rules({ known }: { known: Known }) {
  const two = yuan(known('purchase.two_buyers_from'));
  const raised = raisedOf(known);
  return (
    <table className={[paper.table, classes.rules].join(' ')}>
      <tbody>
        {raised.length > 0 ? (
          <Rule label={m.rules_purchases_raised()}>{raised.join(m.rules_semicolon())}</Rule>
        ) : null}
        <Rule label={m.rules_purchases_petty()}>
          {m.rules_purchases_petty_text({ amount: two })}
        </Rule>
        <Rule label={m.rules_purchases_two()}>
          {m.rules_purchases_two_text({
            buyers: two,
            acceptors: yuan(known('purchase.two_acceptors_from')),
          })}
        </Rule>
        <Rule label={m.rules_purchases_quotes()}>
          <Quotes known={known} />
        </Rule>
        <Rule label={m.rules_purchases_emergency()}>
          {m.rules_purchases_emergency_text({
            days: String(known('purchase.emergency_approval_days')?.value ?? ''),
          })}
        </Rule>
        <Beyond known={known} />
        <Rule label={m.rules_purchases_exception()}>{m.rules_purchases_exception_text()}</Rule>
        <Rule label={m.rules_purchases_books()}>{m.rules_purchases_books_text()}</Rule>
      </tbody>
    </table>
  );
}

function Rule({ label, children }: { label: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{children}</td>
    </tr>
  );
}

/** What goes beyond the school's own procedure or its budget, and who signs a payment last. */
function Beyond({ known }: { known: Known }) {
  const limit = known('purchase.gov_procurement_limit');
  const chosen = ['budget.control', 'purchase.last_signer'].flatMap((key) => known(key) ?? []);
  return (
    <>
      {typeof limit?.value === 'string' ? (
        <Rule label={limit.title}>{m.rules_purchases_above_or_at({ from: yuan(limit) })}</Rule>
      ) : null}
      {chosen.map(({ key, title, value, options }) => (
        <Rule key={key} label={title}>
          {options.find((option) => option.value === value)?.title ?? ''}
        </Rule>
      ))}
    </>
  );
}

function Quotes({ known }: { known: Known }) {
  const exempt = [
    known('purchase.quotes_exempt_price_lists')?.value === true
      ? m.rules_purchases_exempt_lists()
      : null,
    known('purchase.quotes_exempt_e_mall')?.value === true ? m.rules_purchases_exempt_mall() : null,
    m.rules_purchases_exempt_emergency(),
  ];
  return m.rules_purchases_quotes_text({
    unit: yuan(known('purchase.quotes_unit_price_from')),
    total: yuan(known('purchase.quotes_total_from')),
    count: String(known('purchase.quotes')?.value ?? ''),
    what: exempt.filter(Boolean).join(m.rules_comma()),
  });
}
