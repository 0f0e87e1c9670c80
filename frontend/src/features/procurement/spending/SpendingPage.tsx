import { useQuery } from '@tanstack/react-query';
import type { PurchaseNamedSpending, PurchaseSpending } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { language } from '@/i18n/locale';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { ErrorState } from '@/ui/ErrorState';
import { Facts } from '@/ui/Facts';
import { IconButton } from '@/ui/IconButton';
import { IconChevronLeft, IconChevronRight } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { ReportFile } from '@/ui/ReportFile';
import { PurchaseKinds } from '../components/PurchaseKinds';
import { spendingFile, spendingQuery } from './queries';
import classes from './Spending.module.css';
import { type SpendingBar, SpendingBars } from './SpendingBars';
import { SpendingTable } from './SpendingTable';

interface Props {
  year: number | undefined;
  onYear: (year: number) => void;
}

/** What was spent on purchases in a year, beside the year before. */
export function SpendingPage({ year = Number(schoolDay().slice(0, 4)), onYear }: Props) {
  const query = useQuery(spendingQuery(year));
  return (
    <>
      <PageHeader
        title={m.spending_title()}
        actions={
          <ReportFile
            name={m.spending_file({ year: String(year) })}
            make={() => spendingFile(year)}
          />
        }
      />
      <PurchaseKinds />
      <div className={classes.years}>
        <IconButton label={m.spending_year_before()} onClick={() => onYear(year - 1)}>
          <IconChevronLeft size={22} aria-hidden />
        </IconButton>
        <p className={classes.year}>{m.spending_year({ year: String(year) })}</p>
        <IconButton label={m.spending_year_after()} onClick={() => onYear(year + 1)}>
          <IconChevronRight size={22} aria-hidden />
        </IconButton>
      </div>
      {query.data ? (
        <Sums spending={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Sums({ spending }: { spending: PurchaseSpending }) {
  return (
    <div className={classes.stack}>
      <div className={classes.facts}>
        <Facts
          items={[
            { label: m.spending_total(), value: formatMoney(spending.total) },
            { label: m.papers_receipt(), value: formatMoney(spending.receipts) },
            { label: m.petty_title(), value: formatMoney(spending.petty) },
            { label: m.spending_before(), value: formatMoney(spending.year_before) },
          ]}
        />
      </div>
      <Months spending={spending} />
      <div className={classes.part}>
        <Part
          title={m.spending_by_fund()}
          bars={spending.funds.map((one) => ({
            key: one.fund,
            label: one.fund_title,
            amount: one.total,
          }))}
        />
        <Part title={m.spending_by_supplier()} bars={suppliers(spending)} />
        <Part
          title={m.spending_by_department()}
          bars={named(spending.departments, m.spending_no_department())}
        />
      </div>
    </div>
  );
}

function Months({ spending }: { spending: PurchaseSpending }) {
  const title = m.spending_by_month();
  const label = (month: number) => nameOf(spending.year, month);
  return (
    <section className={classes.part} aria-label={title}>
      <SpendingBars
        title={title}
        bars={spending.months.map((one) => ({
          key: String(one.month),
          label: label(one.month),
          amount: one.total,
          before: one.year_before,
        }))}
      />
      <SpendingTable
        title={title}
        heads={[
          m.spending_what(),
          m.papers_receipt(),
          m.petty_title(),
          m.spending_total(),
          m.spending_before(),
        ]}
        rows={spending.months
          .filter((one) => +one.total !== 0 || +one.year_before !== 0)
          .map((one) => ({
            key: String(one.month),
            label: label(one.month),
            amounts: [one.receipts, one.petty, one.total, one.year_before],
          }))}
      />
    </section>
  );
}

/** 9月, Sep. */
function nameOf(year: number, month: number): string {
  const words = new Intl.DateTimeFormat(language(), { month: 'short', timeZone: 'UTC' });
  return words.format(Date.UTC(year, month - 1));
}

function Part({ title, bars }: { title: string; bars: readonly SpendingBar[] }) {
  return bars.length === 0 ? null : <SpendingBars title={title} bars={bars} />;
}

function named(some: readonly PurchaseNamedSpending[], nameless: string): SpendingBar[] {
  return some.map((one) => ({
    key: one.name ?? '',
    label: one.name ?? nameless,
    amount: one.total,
  }));
}

/** The largest by name; all others in one. */
function suppliers(spending: PurchaseSpending): SpendingBar[] {
  const { other_suppliers_count: count, other_suppliers: amount } = spending;
  const all = named(spending.suppliers, '');
  return count > 0 ? [...all, { key: 'others', label: m.spending_others({ count }), amount }] : all;
}
