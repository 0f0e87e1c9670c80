import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { useMe } from '@/api/me';
import type { StockDocumentRow, StoreView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconFileText } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { StatusBadge } from '@/ui/StatusBadge';
import { OpenDistributions } from '../components/OpenDistributions';
import { type DocumentFilters, documentsQuery, storesQuery } from '../queries';
import { KIND_WORDS, whither } from '../words';

interface Props {
  storeId: string;
  search: DocumentFilters;
  onSearch: (patch: Partial<DocumentFilters>) => void;
}

/** A store: what can be done in it, and everything that was. */
export function StorePage({ storeId, search, onSearch }: Props) {
  const { permissions } = useMe();
  const { data: stores } = useSuspenseQuery(storesQuery);
  const store = stores.find(({ id }) => id === storeId);
  const query = useInfiniteQuery(documentsQuery(storeId, search));
  const keeps = permissions.includes('stores.keep') && !store?.retired;
  return (
    <>
      <PageHeader
        title={store?.name ?? m.stores_title()}
        back={{ to: '/stores', label: m.stores_title() }}
        facts={store ? <StoreFacts store={store} /> : undefined}
        primary={
          keeps ? (
            <LinkButton to="/stores/$storeId/issue" params={{ storeId }}>
              {m.stores_issue()}
            </LinkButton>
          ) : undefined
        }
        actions={<Acts storeId={storeId} keeps={keeps} />}
      />
      <OpenDistributions storeId={storeId} />
      <FilterBar
        search={{ name: 'q', label: m.stores_find_number() }}
        filters={[
          {
            name: 'kind',
            label: m.stores_kind(),
            options: Object.entries(KIND_WORDS).map(([value, word]) => ({ value, label: word() })),
          },
          {
            name: 'late',
            label: m.stores_filter_late(),
            options: [{ value: 'true', label: m.stores_late_only() }],
          },
        ]}
        values={{ ...search, late: search.late ? 'true' : undefined }}
        onChange={(patch) =>
          onSearch('late' in patch ? { ...patch, late: patch.late === 'true' || undefined } : patch)
        }
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Boolean(search.kind || search.late || search.q)}
        onClearFilters={() => onSearch({ kind: undefined, late: undefined, q: undefined })}
        empty={
          <EmptyState
            icon={IconFileText}
            title={m.stores_no_documents()}
            text={m.stores_no_documents_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.stores_documents()}
            columns={COLUMNS(storeId)}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <DocumentCard row={row} storeId={storeId} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function StoreFacts({ store }: { store: StoreView }) {
  const keepers = store.keepers.map(({ name }) => name).join(' ');
  return (
    <>
      {store.retired ? <StatusBadge tone="off">{m.stores_retired()}</StatusBadge> : null}
      <span>
        {[store.place?.name, keepers].filter(Boolean).join(' · ') || m.stores_no_keeper()}
      </span>
    </>
  );
}

function Acts({ storeId, keeps }: { storeId: string; keeps: boolean }) {
  const { permissions } = useMe();
  const params = { storeId };
  return (
    <>
      {keeps ? (
        <>
          <LinkButton to="/stores/$storeId/distribution" params={params} variant="default">
            {m.stores_distribution()}
          </LinkButton>
          <LinkButton to="/stores/$storeId/receive" params={params} variant="default">
            {m.stores_receive()}
          </LinkButton>
          <LinkButton to="/stores/$storeId/transfer" params={params} variant="default">
            {m.stores_transfer()}
          </LinkButton>
        </>
      ) : null}
      {permissions.includes('stores.count') ? (
        <LinkButton to="/stores/$storeId/count" params={params} variant="default">
          {m.stores_count()}
        </LinkButton>
      ) : null}
      {permissions.includes('stores.manage') ? (
        <LinkButton to="/stores/$storeId/edit" params={params} variant="default">
          {m.stores_edit()}
        </LinkButton>
      ) : null}
    </>
  );
}

function COLUMNS(storeId: string): Column<StockDocumentRow>[] {
  return [
    {
      key: 'what',
      header: m.stores_what_for(),
      cell: (row) => <DocumentLink row={row} storeId={storeId} />,
    },
    { key: 'kind', header: m.stores_kind(), width: '6rem', cell: (row) => row.kind_text },
    {
      key: 'receiver',
      header: m.stores_receiver(),
      width: '9rem',
      cell: receiver,
    },
    {
      key: 'by',
      header: m.stores_recorded_by(),
      width: '8rem',
      cell: (row) => row.recorded_by.name,
    },
    {
      key: 'on',
      header: m.stores_day(),
      width: '10rem',
      cell: (row) => <DateText value={row.happened_on} />,
    },
    {
      key: 'value',
      header: m.stores_value(),
      width: '8rem',
      align: 'end',
      cell: (row) => <Money amount={row.value} />,
    },
    { key: 'number', header: m.stores_number(), width: '11rem', cell: (row) => row.number },
  ];
}

const receiver = (row: StockDocumentRow) =>
  [row.class?.name, row.receiver?.name].filter(Boolean).join(' ');

interface RowProps {
  row: StockDocumentRow;
  storeId: string;
}

function DocumentLink({ row, storeId }: RowProps) {
  return (
    <Link to="/stores/documents/$documentId" params={{ documentId: row.id }}>
      {[whither(row, storeId), row.purpose].filter(Boolean).join(' · ') || row.kind_text}
      {row.late ? m.stores_late_mark() : null}
    </Link>
  );
}

function DocumentCard({ row, storeId }: RowProps) {
  return (
    <PaperCard
      title={<DocumentLink row={row} storeId={storeId} />}
      amount={<Money amount={row.value} />}
      badge={null}
      meta={[
        row.kind_text,
        receiver(row) || row.recorded_by.name,
        <DateText key="on" value={row.happened_on} />,
        row.number,
      ]}
    />
  );
}
