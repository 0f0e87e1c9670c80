import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { StockLedgerRow, StockLedgerSum, StoreView } from '@/api/schema';
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
import { ReportFile } from '@/ui/ReportFile';
import { Signature, Signatures } from '@/ui/Signature';
import { TermLine } from '@/ui/TermLine';
import { WideTable } from '@/ui/WideTable';
import { ledgerFile } from '../acts';
import { LedgerFields } from '../components/LedgerFields';
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
        <PageHeader
          title={m.stores_ledger()}
          back={{ to: '/stores', label: m.stores_title() }}
          actions={
            <ReportFile
              name={m.stores_ledger_file({ day: asOf })}
              make={() => ledgerFile(search)}
            />
          }
        />
        <StoreTabs />
        <LedgerFields search={search} onSearch={onSearch} />
      </div>
      {query.data ? (
        <Ledger rows={query.data} asOf={asOf} search={search} stores={stores.data ?? []} />
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
  search: LedgerFilters;
  stores: readonly StoreView[];
}

function Ledger({ rows, asOf, search, stores }: LedgerProps) {
  const { school, person } = useMe();
  const { from, store_id: storeId } = search;
  const chosen = storeId ? stores.filter(({ id }) => id === storeId) : stores;
  return rows.length === 0 ? (
    <EmptyState
      icon={IconFileText}
      title={m.stores_ledger_none()}
      text={m.stores_ledger_none_text()}
    />
  ) : (
    <div className={classes.landscape}>
      <PrintSheet kind="form">
        <article className={paper.paper}>
          <header className={paper.head}>
            <p>{school.name}</p>
            <p className={paper.title}>{m.stores_ledger_title()}</p>
            <TermLine day={asOf} />
          </header>
          <p className={paper.meta}>
            <span>{storeId ? chosen[0]?.name : m.stores_all_stores()}</span>
            <span>{m.stores_keepers_are({ names: keepersOf(chosen) })}</span>
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
                  <th scope="col">{m.stores_bin()}</th>
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
                    <td>
                      <Link
                        to="/stores/items/$itemId/movements"
                        params={{ itemId: row.item.id }}
                        search={search}
                        className={classes.link}
                      >
                        {nameOf(row.item)}
                      </Link>
                    </td>
                    <td>{row.item.unit}</td>
                    <td>{row.bins.join(m.ui_list_separator())}</td>
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

/** Each once, whoever keeps several. */
function keepersOf(stores: readonly StoreView[]): string {
  const names = new Set(stores.flatMap(({ keepers }) => keepers.map(({ name }) => name)));
  return names.size > 0 ? [...names].join(m.ui_list_separator()) : m.ui_none();
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
