import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { StockLedgerRow, StockLedgerSum } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
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
import { WideTable } from '@/ui/WideTable';
import { StoreTabs } from '../components/StoreTabs';
import { type LedgerFilters, ledgerQuery, storesQuery } from '../queries';
import { nameOf } from '../shelf';
import classes from './LedgerPage.module.css';

interface Props {
  search: LedgerFilters;
  onSearch: (patch: Partial<LedgerFilters>) => void;
}

/** E8: what there was, came in, went out and is left, as of any day. */
export function LedgerPage({ search, onSearch }: Props) {
  const query = useQuery(ledgerQuery(search));
  const stores = useQuery(storesQuery);
  const asOf = search.as_of ?? schoolDay();
  return (
    <>
      <div data-screen-only>
        <PageHeader title={m.stores_ledger()} back={{ to: '/stores', label: m.stores_title() }} />
        <StoreTabs />
        <div className={classes.filters}>
          <SelectField
            label={m.stores_store()}
            value={search.store_id ?? ''}
            onChange={(event) => onSearch({ store_id: event.currentTarget.value || undefined })}
          >
            <option value="">{m.stores_all_stores()}</option>
            {stores.data?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextInput
            type="date"
            label={m.stores_from()}
            value={search.from ?? ''}
            onChange={(event) => onSearch({ from: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            label={m.stores_as_of()}
            value={asOf}
            onChange={(event) => onSearch({ as_of: event.currentTarget.value || undefined })}
          />
        </div>
      </div>
      {query.data ? (
        <Ledger
          rows={query.data}
          asOf={asOf}
          from={search.from}
          store={stores.data?.find(({ id }) => id === search.store_id)?.name}
        />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

interface LedgerProps {
  rows: readonly StockLedgerRow[];
  asOf: string;
  from: string | undefined;
  store: string | undefined;
}

function Ledger({ rows, asOf, from, store }: LedgerProps) {
  const { school } = useMe();
  return rows.length === 0 ? (
    <EmptyState
      icon={IconFileText}
      title={m.stores_ledger_none()}
      text={m.stores_ledger_none_text()}
    />
  ) : (
    <PrintSheet kind="form">
      <article className={paper.paper}>
        <header className={paper.head}>
          <p>{school.name}</p>
          <p className={paper.title}>{m.stores_ledger_title()}</p>
        </header>
        <p className={paper.meta}>
          <span>{store ?? m.stores_all_stores()}</span>
          <span>
            {from
              ? m.stores_between({ from: formatExact(from), to: formatExact(asOf) })
              : m.stores_until({ to: formatExact(asOf) })}
          </span>
        </p>
        <WideTable label={m.stores_ledger_title()}>
          <table className={`${paper.table} ${paper.small}`}>
            <thead>
              <tr>
                <th scope="col">{m.stores_item()}</th>
                <th scope="col">{m.stores_unit()}</th>
                <Twice label={m.stores_opening()} />
                <Twice label={m.stores_came_in()} />
                <Twice label={m.stores_went_out_head()} />
                <Twice label={m.stores_closing()} />
                <th scope="col" className={paper.amount}>
                  {m.stores_minimum()}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.item.id}>
                  <td>{nameOf(row.item)}</td>
                  <td>{row.item.unit}</td>
                  <Sum sum={row.opening} />
                  <Sum sum={row.came_in} />
                  <Sum sum={row.went_out} />
                  <Sum sum={row.closing} />
                  <td className={paper.amount}>{row.minimum}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
        <p className={paper.printed}>
          {m.stores_printed({ date: formatExact(new Date().toISOString()) })}
        </p>
      </article>
    </PrintSheet>
  );
}

/** A quantity, and what it is worth beside it. */
function Twice({ label }: { label: string }) {
  return (
    <th scope="col" colSpan={2} className={paper.amount}>
      {label}
    </th>
  );
}

function Sum({ sum }: { sum: StockLedgerSum }) {
  return (
    <>
      <td className={paper.amount}>{sum.quantity}</td>
      <td className={paper.amount}>{formatMoney(sum.value)}</td>
    </>
  );
}
