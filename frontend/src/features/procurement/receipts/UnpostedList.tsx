import { useQuery } from '@tanstack/react-query';
import type { GoodsReceiptRow } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { IconCircleCheck } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { unpostedQuery } from './queries';
import { ReceiptCard } from './ReceiptCard';
import classes from './Receipts.module.css';
import { receiptColumns } from './receipt-columns';
import { sumOfWaiting } from './unposted';
import { WaitsSince } from './WaitsSince';

/** Accepted and in no account: what waits longest stands first, and what all of it comes to above. */
export function UnpostedList() {
  const query = useQuery(unpostedQuery);
  const rows = query.data
    ? [...query.data].sort((one, other) =>
        (one.accepted_at ?? '').localeCompare(other.accepted_at ?? ''),
      )
    : undefined;
  return (
    <ListView
      rows={rows}
      error={query.error}
      onRetry={() => void query.refetch()}
      filtered={false}
      onClearFilters={() => undefined}
      empty={
        <EmptyState
          icon={IconCircleCheck}
          title={m.receipts_all_posted()}
          text={m.receipts_all_posted_text()}
        />
      }
    >
      {(shown) => (
        <>
          <Sum rows={shown} />
          <DataTable
            label={m.receipts_view_unposted()}
            columns={[
              ...receiptColumns(),
              {
                key: 'waiting',
                header: m.receipts_waiting(),
                width: '13rem',
                cell: (row) => <Waits row={row} />,
              },
            ]}
            rows={shown}
            rowKey={(row) => row.id}
            card={(row) => <ReceiptCard row={row} mark={<Waits row={row} />} />}
          />
        </>
      )}
    </ListView>
  );
}

function Sum({ rows }: { rows: readonly GoodsReceiptRow[] }) {
  const { count, days, longest, total } = sumOfWaiting(rows);
  return (
    <dl className={classes.sum}>
      <div>
        <dt>{m.receipts_unposted_count()}</dt>
        <dd>{count}</dd>
      </div>
      <div>
        <dt>{m.receipts_unposted_days()}</dt>
        <dd>{m.receipts_days({ count: days })}</dd>
      </div>
      <div>
        <dt>{m.receipts_unposted_longest()}</dt>
        <dd>{m.receipts_days({ count: longest })}</dd>
      </div>
      {total ? (
        <div>
          <dt>{m.purchases_total()}</dt>
          <dd>{formatMoney(total)}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function Waits({ row }: { row: GoodsReceiptRow }) {
  return <WaitsSince at={row.accepted_at ?? row.made_at} />;
}
