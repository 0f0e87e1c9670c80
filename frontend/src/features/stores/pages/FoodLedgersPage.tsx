import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconFileText } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { SelectField } from '@/ui/SelectField';
import { Signature, Signatures } from '@/ui/Signature';
import { TermLine } from '@/ui/TermLine';
import { WideTable } from '@/ui/WideTable';
import { FoodIssuesTable, FoodReceiptsTable } from '../components/FoodTables';
import fields from '../components/LedgerFields.module.css';
import { StoreTabs } from '../components/StoreTabs';
import { comesIn, isLedger, LEDGER_WORDS, LEDGERS, type Ledger } from '../food';
import { type FoodFilters, foodIssuesQuery, foodReceiptsQuery } from '../food-queries';
import classes from './LedgerPage.module.css';

interface Props {
  search: FoodFilters;
  onSearch: (patch: Partial<FoodFilters>) => void;
}

/** The county's ledgers of food: what came in and went out of staples and of everything else, for any days. */
export function FoodLedgersPage({ search, onSearch }: Props) {
  const ledger = search.ledger ?? 'staple_in';
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={m.stores_food_ledgers()}
          back={{ to: '/stores', label: m.stores_title() }}
        />
        <StoreTabs />
        <Fields search={search} ledger={ledger} onSearch={onSearch} />
      </div>
      {comesIn(ledger) ? (
        <Receipts ledger={ledger} days={daysOf(search)} />
      ) : (
        <Issues ledger={ledger} days={daysOf(search)} />
      )}
    </>
  );
}

type Days = FoodFilters & { from: string; to: string };

/** This month until today, where nothing is said. */
function daysOf(search: FoodFilters): Days {
  const to = search.to ?? schoolDay();
  return { ...search, to, from: search.from ?? `${to.slice(0, 8)}01` };
}

function Fields({ search, ledger, onSearch }: Props & { ledger: Ledger }) {
  const { from, to } = daysOf(search);
  return (
    <div className={fields.filters}>
      <SelectField
        label={m.stores_food_which()}
        value={ledger}
        onChange={({ currentTarget: { value } }) =>
          onSearch({ ledger: isLedger(value) ? value : undefined })
        }
        options={LEDGERS.map((one) => ({ value: one, label: LEDGER_WORDS[one]() }))}
      />
      <TextInput
        type="date"
        label={m.stores_from()}
        value={from}
        onChange={(event) => onSearch({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={m.stores_food_until()}
        value={to}
        onChange={(event) => onSearch({ to: event.currentTarget.value || undefined })}
      />
    </div>
  );
}

interface LedgerProps {
  ledger: Ledger;
  days: Days;
}

function Receipts({ ledger, days }: LedgerProps) {
  const query = useQuery(foodReceiptsQuery(ledger, days));
  return (
    <Sheet ledger={ledger} days={days} query={query}>
      {(rows) => <FoodReceiptsTable rows={rows} />}
    </Sheet>
  );
}

function Issues({ ledger, days }: LedgerProps) {
  const query = useQuery(foodIssuesQuery(ledger, days));
  return (
    <Sheet ledger={ledger} days={days} query={query}>
      {(rows) => <FoodIssuesTable rows={rows} />}
    </Sheet>
  );
}

interface SheetProps<Row> extends LedgerProps {
  query: {
    data: readonly Row[] | undefined;
    error: Error | null;
    refetch: () => Promise<unknown>;
  };
  children: (rows: readonly Row[]) => React.ReactNode;
}

function Sheet<Row>({ ledger, days, query, children }: SheetProps<Row>) {
  const { school, person } = useMe();
  if (query.error) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) {
    return <PageSkeleton />;
  }
  if (query.data.length === 0) {
    return (
      <EmptyState
        icon={IconFileText}
        title={m.stores_food_empty()}
        text={m.stores_food_empty_text()}
      />
    );
  }
  const title = m.stores_food_title({ ledger: LEDGER_WORDS[ledger]() });
  return (
    <div className={classes.landscape}>
      <PrintSheet kind="form">
        <article className={paper.paper}>
          <header className={paper.head}>
            <p>{school.name}</p>
            <p className={paper.title}>{title}</p>
            <TermLine day={days.to} />
          </header>
          <p className={paper.meta}>
            <span>
              {m.stores_between({ from: formatExact(days.from), to: formatExact(days.to) })}
            </span>
          </p>
          <WideTable label={title}>{children(query.data)}</WideTable>
          <Signatures>
            <Signature label={m.stores_made_by()} signed={[{ name: person.name, at: null }]} />
            <Signature label={m.stores_reviewed_by()} signed={[]} />
            <Signature label={m.stores_head()} signed={[]} />
          </Signatures>
          <p className={paper.printed}>
            {m.stores_printed({ date: formatExact(new Date().toISOString()) })}
          </p>
        </article>
      </PrintSheet>
    </div>
  );
}
