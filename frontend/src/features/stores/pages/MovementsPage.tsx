import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { StockItemView, StockLedgerSum, StockMovement } from '@/api/schema';
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
import { Signature, Signatures } from '@/ui/Signature';
import { TermLine } from '@/ui/TermLine';
import { WideTable } from '@/ui/WideTable';
import { LedgerFields } from '../components/LedgerFields';
import { withWhom } from '../movements';
import { itemQuery, type LedgerFilters, movementsQuery, storesQuery } from '../queries';
import { nameOf } from '../shelf';
import classes from './LedgerPage.module.css';

interface Props {
  itemId: string;
  search: LedgerFilters;
  onSearch: (patch: Partial<LedgerFilters>) => void;
}

/** E8 of one item in detail: each way in with whom it came from, each way out with who received it. */
export function MovementsPage({ itemId, search, onSearch }: Props) {
  const item = useQuery(itemQuery(itemId));
  const query = useQuery(movementsQuery(itemId, search));
  const error = item.error ?? query.error;
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={m.stores_movements()}
          back={{
            to: '/stores/items/$itemId',
            params: { itemId },
            label: item.data ? nameOf(item.data) : m.stores_item(),
          }}
        />
        <LedgerFields search={search} onSearch={onSearch} />
      </div>
      {item.data && query.data ? (
        <Movements item={item.data} movements={query.data} search={search} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

interface MovementsProps {
  item: StockItemView;
  movements: readonly StockMovement[];
  search: LedgerFilters;
}

function Movements({ item, movements, search }: MovementsProps) {
  const { school, person } = useMe();
  const stores = useQuery(storesQuery);
  const store = stores.data?.find(({ id }) => id === search.store_id);
  const to = formatExact(search.as_of ?? schoolDay());
  if (movements.length === 0) {
    return (
      <EmptyState
        icon={IconFileText}
        title={m.stores_movements_none()}
        text={m.stores_ledger_none_text()}
      />
    );
  }
  return (
    <div className={classes.landscape}>
      <PrintSheet kind="form">
        <article className={paper.paper}>
          <header className={paper.head}>
            <p>{school.name}</p>
            <p className={paper.title}>{m.stores_movements_of({ item: nameOf(item) })}</p>
            <TermLine day={search.as_of ?? schoolDay()} />
          </header>
          <p className={paper.meta}>
            <span>{store?.name ?? m.stores_all_stores()}</span>
            <span>{m.stores_unit_is({ unit: item.unit })}</span>
            <span>
              {search.from
                ? m.stores_between({ from: formatExact(search.from), to })
                : m.stores_until({ to })}
            </span>
          </p>
          <WideTable label={m.stores_movements_of({ item: nameOf(item) })}>
            <table className={`${paper.table} ${paper.small}`}>
              <thead>
                <tr>
                  <th scope="col">{m.stores_day()}</th>
                  <th scope="col">{m.stores_number()}</th>
                  <th scope="col">{m.stores_store()}</th>
                  <th scope="col">{m.stores_with_whom()}</th>
                  <th scope="col" colSpan={2} className={paper.amount}>
                    {m.stores_came_in()}
                  </th>
                  <th scope="col" colSpan={2} className={paper.amount}>
                    {m.stores_went_out_head()}
                  </th>
                  <th scope="col">{m.stores_recorded_by()}</th>
                </tr>
              </thead>
              <tbody>
                {movements.map((movement) => (
                  <Moved key={`${movement.document_id} ${movement.store.id}`} movement={movement} />
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

function Moved({ movement }: { movement: StockMovement }) {
  return (
    <tr>
      <td className={paper.whole}>{movement.happened_on}</td>
      <td className={paper.whole}>
        <Link
          to="/stores/documents/$documentId"
          params={{ documentId: movement.document_id }}
          className={classes.link}
        >
          {movement.number}
        </Link>
      </td>
      <td>{movement.store.name}</td>
      <td>{withWhom(movement)}</td>
      <Side sum={movement.came_in} />
      <Side sum={movement.went_out} />
      <td>{movement.recorded_by.name}</td>
    </tr>
  );
}

/** One way; empty where it went the other. */
function Side({ sum }: { sum: StockLedgerSum }) {
  const none = sum.quantity === '0';
  return (
    <>
      <td className={paper.amount}>{none ? '' : sum.quantity}</td>
      <td className={paper.amount}>{none ? '' : formatMoney(sum.value)}</td>
    </>
  );
}
