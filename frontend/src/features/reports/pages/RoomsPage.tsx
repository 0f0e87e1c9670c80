import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RoomLedger } from '@/api/schema';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconMapPin } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { BasisNotice } from '../components/BasisNotice';
import { Amount, Twice, Worn } from '../components/Cells';
import { DaysFields } from '../components/DaysFields';
import { ExportButton } from '../components/ExportDialog';
import { LedgerPaper } from '../components/LedgerPaper';
import sheet from '../components/LedgerPaper.module.css';
import { LedgerTabs } from '../components/LedgerTabs';
import { type LedgerDays, roomsQuery } from '../queries';
import { exported } from '../words';

interface Props {
  days: LedgerDays;
  onDays: (patch: LedgerDays) => void;
}

/** What stands in which room as of a day; each leads to its own ledger. */
export function RoomsPage({ days, onDays }: Props) {
  const query = useQuery(roomsQuery(days));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={m.reports_rooms()}
          back={{ to: '/ledgers', label: m.reports_title() }}
          actions={<ExportButton wanted={exported('detail_by_room', days)} />}
        />
        <LedgerTabs days={days} />
        <DaysFields days={days} onDays={onDays} />
        {query.data ? <BasisNotice head={query.data.head} /> : null}
      </div>
      {query.data ? (
        <Rooms ledger={query.data} days={days} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Rooms({ ledger, days }: { ledger: RoomLedger; days: LedgerDays }) {
  const { values } = ledger.head;
  if (ledger.places.length === 0) {
    return <EmptyState icon={IconMapPin} title={m.reports_none()} text={m.reports_none_text()} />;
  }
  return (
    <LedgerPaper
      head={ledger.head}
      title={m.reports_rooms_title()}
      heads={
        <tr>
          <th scope="col">{m.reports_place()}</th>
          <th scope="col" className={paper.amount}>
            {m.reports_cards()}
          </th>
          <Twice label={m.reports_balance()} values={values} />
          {values ? (
            <>
              <th scope="col" className={paper.amount}>
                {m.reports_depreciation()}
              </th>
              <th scope="col" className={paper.amount}>
                {m.reports_net()}
              </th>
            </>
          ) : null}
        </tr>
      }
      rows={ledger.places}
      row={(line) => (
        <tr key={line.place_id ?? 'nowhere'}>
          <td>
            <Link
              to="/ledgers/detail"
              search={{ ...days, place_id: line.place_id ?? undefined }}
              className={sheet.link}
            >
              {line.place ?? m.reports_nowhere()}
            </Link>
          </td>
          <td className={paper.amount}>{line.cards}</td>
          <Amount amount={line.balance} values={values} />
          <Worn balance={line.balance} values={values} />
        </tr>
      )}
      sums={
        <tr className={paper.sum}>
          <td>{m.reports_total()}</td>
          <td className={paper.amount}>{ledger.total.cards}</td>
          <Amount amount={ledger.total.balance} values={values} />
          <Worn balance={ledger.total.balance} values={values} />
        </tr>
      }
    />
  );
}
