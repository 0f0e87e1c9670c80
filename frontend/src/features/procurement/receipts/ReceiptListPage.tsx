import { useInfiniteQuery } from '@tanstack/react-query';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import type { GoodsReceiptState } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconPackage, IconPencil } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { ViewTabs } from '@/ui/ViewTabs';
import { PurchaseKinds } from '../components/PurchaseKinds';
import { UnpostedPetty } from '../petty/UnpostedPetty';
import { type ReceiptFilters, receiptsQuery } from './queries';
import { ReceiptBadge } from './ReceiptBadge';
import { ReceiptCard } from './ReceiptCard';
import { receiptColumns } from './receipt-columns';
import { UnpostedList } from './UnpostedList';
import { STATE_WORDS } from './words';

interface Props {
  search: ReceiptFilters;
  onSearch: (patch: Partial<ReceiptFilters>) => void;
}

const STATES: readonly GoodsReceiptState[] = ['inspecting', 'accepted', 'posted', 'cancelled'];

type View = 'all' | NonNullable<ReceiptFilters['view']>;

/** What waits for a signature stands in one state: there is none to choose. */
const toView = (view: View): Partial<ReceiptFilters> => ({
  view: view === 'all' ? undefined : view,
  ...(view === 'waiting_for_me' ? { state: undefined } : {}),
});

/** What came and who accepted it; and what nobody has entered into the accounts. */
export function ReceiptListPage({ search, onSearch }: Props) {
  const accepts = usePermission('goods_receipts.accept');
  const view = search.view ?? 'all';
  return (
    <>
      <PageHeader
        title={m.receipts_title()}
        primary={
          accepts ? (
            <LinkButton to="/goods-receipts/new" leftSection={<IconPencil size={20} aria-hidden />}>
              {m.receipts_new()}
            </LinkButton>
          ) : undefined
        }
      />
      <PurchaseKinds />
      <ViewTabs
        label={m.purchases_views()}
        views={[
          { view: 'all', label: m.receipts_view_all() },
          ...(accepts
            ? [{ view: 'waiting_for_me' as const, label: m.receipts_view_waiting_for_me() }]
            : []),
          { view: 'unposted', label: m.receipts_view_unposted() },
        ]}
        current={view}
        onView={(next) => onSearch(toView(next))}
      />
      {view === 'unposted' ? <Unposted /> : <All search={search} onSearch={onSearch} />}
    </>
  );
}

const STATE_FILTER = () => ({
  name: 'state',
  label: m.purchases_filter_state(),
  options: STATES.map((value) => ({ value, label: STATE_WORDS[value]() })),
});

/** Goods, and what was bought at the corner. */
function Unposted() {
  const seesPetty = usePermission('purchase_requests.view');
  return (
    <>
      <UnpostedList />
      {seesPetty ? <UnpostedPetty /> : null}
    </>
  );
}

function All({ search, onSearch }: Props) {
  const query = useInfiniteQuery(receiptsQuery(search));
  const waiting = search.view === 'waiting_for_me';
  return (
    <>
      <FilterBar
        search={{ name: 'q', label: m.receipts_find_number() }}
        filters={waiting ? [] : [STATE_FILTER()]}
        values={{ state: search.state, q: search.q }}
        onChange={onSearch}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Boolean(search.state || search.q)}
        onClearFilters={() => onSearch({ state: undefined, q: undefined })}
        empty={
          <EmptyState
            icon={IconPackage}
            title={waiting ? m.receipts_none_waiting() : m.receipts_none()}
            text={waiting ? m.receipts_none_waiting_text() : m.receipts_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.receipts_title()}
            columns={[
              ...receiptColumns(),
              {
                key: 'state',
                header: m.purchases_filter_state(),
                width: '16.5rem',
                cell: (row) => <ReceiptBadge {...row} />,
              },
              {
                key: 'voucher',
                header: m.receipts_voucher(),
                width: '9rem',
                cell: (row) => row.voucher_no,
              },
            ]}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <ReceiptCard row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}
