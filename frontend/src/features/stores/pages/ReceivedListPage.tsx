import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pages } from '@/api/keyset';
import { usePermission } from '@/api/me';
import type { ReceivedStock } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { IconClipboardCheck } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { receivedListQuery } from '../queries';
import { nameOf } from '../shelf';

/** What went out in one's own name, the newest first: whoever did not receive it says so. */
export function ReceivedListPage() {
  const query = useInfiniteQuery(receivedListQuery);
  const sees = usePermission('requisitions.view');
  return (
    <>
      <PageHeader
        title={m.requisitions_received()}
        // Everybody may receive something; the list above is not everybody's.
        back={sees ? { to: '/requisitions', label: m.requisitions_title() } : undefined}
        facts={m.requisitions_received_lead()}
      />
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => undefined}
        empty={
          <EmptyState
            icon={IconClipboardCheck}
            title={m.requisitions_received_none()}
            text={m.requisitions_received_none_text()}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={m.requisitions_received()}
            columns={COLUMNS()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => (
              <PaperCard
                title={<RowLink row={row} />}
                amount={null}
                badge={null}
                meta={[
                  row.recorded_by.name,
                  ...(row.class ? [row.class.name] : []),
                  <DateText key="on" value={row.happened_on} />,
                  row.number,
                ]}
              />
            )}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

/** Things that are named; of more it is said how many there are. */
const NAMED = 3;

function thingsOf({ lines }: ReceivedStock): string {
  const amount = ({ item, quantity }: ReceivedStock['lines'][number]) =>
    `${nameOf(item)} ${m.stores_amount({ quantity, unit: item.unit })}`;
  // A class that was to get something of which nothing was left did not receive it.
  const received = lines.filter(({ quantity }) => quantity !== '0');
  const things = received.slice(0, NAMED).map(amount).join(m.stores_comma());
  return received.length > NAMED
    ? m.requisitions_received_more({ things, count: received.length })
    : things;
}

function RowLink({ row }: { row: ReceivedStock }) {
  return (
    <Link to="/requisitions/received/$issueId" params={{ issueId: row.id }}>
      {thingsOf(row)}
    </Link>
  );
}

function COLUMNS(): Column<ReceivedStock>[] {
  return [
    {
      key: 'what',
      header: m.requisitions_received_what(),
      cell: (row) => <RowLink row={row} />,
    },
    { key: 'class', header: m.stores_class(), width: '8rem', cell: (row) => row.class?.name },
    {
      key: 'by',
      header: m.stores_handed_out_by(),
      width: '9rem',
      cell: (row) => row.recorded_by.name,
    },
    {
      key: 'on',
      header: m.stores_day(),
      width: '10rem',
      cell: (row) => <DateText value={row.happened_on} />,
    },
    { key: 'number', header: m.requisitions_number(), width: '11rem', cell: (row) => row.number },
  ];
}
