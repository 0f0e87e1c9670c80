import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { PettyShopStatement, PettyStatement, PettyStatementItem } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconButton } from '@/ui/IconButton';
import { IconChevronLeft, IconChevronRight, IconShoppingCart } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { SelectField } from '@/ui/SelectField';
import { SignedScans } from '@/ui/SignedScans';
import { lastMonths, monthName, monthsFrom, thisMonth } from './months';
import { statementQuery } from './queries';
import classes from './StatementPage.module.css';

interface Props {
  month: string | undefined;
  onMonth: (month: string) => void;
}

/** What each shop is paid for a month: a paper to sign with the shop. */
export function StatementPage({ month = thisMonth(), onMonth }: Props) {
  const query = useQuery(statementQuery(month));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/purchases/petty', label: m.petty_title() }}
          title={m.petty_statement()}
        />
        <Months month={month} onMonth={onMonth} />
      </div>
      {query.data ? (
        <>
          <Shops statement={query.data} />
          <Scans shops={query.data.shops} />
        </>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Months({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const known = lastMonths(12);
  const options = known.some(({ value }) => value === month)
    ? known
    : [...known, { value: month, label: monthName(month) }];
  return (
    <div className={classes.months}>
      <IconButton label={m.petty_month_before()} onClick={() => onMonth(monthsFrom(month, -1))}>
        <IconChevronLeft size={22} aria-hidden />
      </IconButton>
      <SelectField
        aria-label={m.petty_filter_month()}
        options={options}
        value={month}
        onChange={(event) => onMonth(event.currentTarget.value)}
      />
      <IconButton label={m.petty_month_after()} onClick={() => onMonth(monthsFrom(month, 1))}>
        <IconChevronRight size={22} aria-hidden />
      </IconButton>
    </div>
  );
}

function Shops({ statement }: { statement: PettyStatement }) {
  const month = monthName(statement.month);
  return statement.shops.length === 0 ? (
    <EmptyState
      icon={IconShoppingCart}
      title={m.petty_statement_none({ month })}
      text={m.petty_statement_none_text()}
    />
  ) : (
    <PrintSheet kind="form">
      <article className={paper.paper}>
        <header className={paper.head}>
          <p>{statement.school_name}</p>
          <p className={paper.title}>{m.petty_statement_of({ month })}</p>
        </header>
        {statement.shops.map((shop) => (
          <Shop key={shop.shop} shop={shop} last={statement.last_signer_title} />
        ))}
        <p className={classes.grand}>
          {m.petty_statement_total({
            amount: formatMoney(statement.total),
            words: statement.total_in_words,
          })}
        </p>
        <p className={paper.printed}>
          {m.petty_printed_on({ date: formatExact(new Date().toISOString()) })}
        </p>
      </article>
    </PrintSheet>
  );
}

/** What each shop signed: kept with any purchase on its statement, seen by who sees what is spent. */
function Scans({ shops }: { shops: readonly PettyShopStatement[] }) {
  const { permissions } = useMe();
  if (!permissions.includes('purchase_spending.view')) return null;
  return (
    <div className={classes.scans} data-screen-only>
      {shops.map(({ shop, items }) =>
        items[0] ? (
          <SignedScans
            key={shop}
            kind="shop-statements"
            id={items[0].id}
            title={m.petty_statement_scans({ shop })}
          />
        ) : null,
      )}
    </div>
  );
}

function Shop({ shop, last }: { shop: PettyShopStatement; last: string }) {
  return (
    <section className={classes.shop} aria-label={shop.shop}>
      <h2>{shop.shop}</h2>
      {shop.items.length > 0 ? (
        <>
          <Items shop={shop} />
          <p>
            {m.petty_shop_total({ amount: formatMoney(shop.total), words: shop.total_in_words })}
          </p>
        </>
      ) : null}
      {shop.undecided_count > 0 ? (
        <p>
          {m.petty_undecided({
            count: shop.undecided_count,
            amount: formatMoney(shop.undecided),
          })}
        </p>
      ) : null}
      {shop.items.length > 0 ? (
        <div className={classes.lines}>
          <p>{m.petty_sign_shop()}</p>
          <p>{m.petty_sign_handler()}</p>
          <p>{m.petty_sign_last({ title: last })}</p>
        </div>
      ) : null}
    </section>
  );
}

function Items({ shop }: { shop: PettyShopStatement }) {
  return (
    <table className={`${paper.table} ${paper.stacked}`}>
      <thead>
        <tr>
          <th scope="col">{m.petty_day()}</th>
          <th scope="col">{m.purchases_number()}</th>
          <th scope="col">{m.petty_what()}</th>
          <th scope="col">{m.petty_handler()}</th>
          <th scope="col">{m.petty_witness()}</th>
          <th scope="col">{m.petty_invoice()}</th>
          <th scope="col">{m.receipts_voucher()}</th>
          <th scope="col" className={paper.amount}>
            {m.purchases_line_amount()}
          </th>
        </tr>
      </thead>
      <tbody>
        {shop.items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function Item({ item }: { item: PettyStatementItem }) {
  return (
    <tr>
      <td className={paper.whole}>{item.bought_on.slice(5)}</td>
      <td className={paper.whole}>
        <Link to="/purchases/petty/$pettyId" params={{ pettyId: item.id }} className={classes.link}>
          {item.number}
        </Link>
      </td>
      <td className={paper.first}>{item.title}</td>
      <td>{item.handler_name}</td>
      <td>{item.witness_name}</td>
      <td className={paper.whole}>{item.invoice_no}</td>
      <td className={paper.whole}>{item.voucher_no}</td>
      <td className={paper.amount}>{formatMoney(item.total)}</td>
    </tr>
  );
}
