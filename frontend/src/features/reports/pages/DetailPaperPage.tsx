import { useQuery } from '@tanstack/react-query';
import type { DetailEntry } from '@/api/schema';
import { formatExact, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { WarningBox } from '@/ui/WarningBox';
import { Amount, Twice } from '../components/Cells';
import { LedgerPaper } from '../components/LedgerPaper';
import { type DetailFilters, detailPaperQuery, MOST_ON_PAPER } from '../queries';
import { accountName } from '../words';

/** E1 on paper: what is longer than forty sheets says so, and leaves as a file. */
export function DetailPaperPage({ filters }: { filters: DetailFilters }) {
  const query = useQuery(detailPaperQuery(filters));
  const title = filters.category_code ? m.reports_by_class_title() : m.reports_by_room_title();
  if (!query.data) {
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <PageSkeleton />
    );
  }
  const { ledger, entries, whole } = query.data;
  const { values } = ledger.head;
  return (
    <>
      <div data-screen-only>
        <PageHeader title={title} back={{ to: '/ledgers', label: m.reports_title() }} />
        {whole ? null : (
          <WarningBox
            title={m.reports_cut()}
            text={m.reports_cut_text({ count: formatNumber(MOST_ON_PAPER) })}
          />
        )}
      </div>
      <LedgerPaper
        head={ledger.head}
        title={title}
        account={accountName(filters, ledger.title)}
        heads={<Heads values={values} />}
        rows={entries}
        row={(entry) => (
          <Entry
            key={`${entry.posted_on} ${entry.id} ${entry.summary}`}
            entry={entry}
            values={values}
          />
        )}
      />
    </>
  );
}

function Heads({ values }: { values: boolean }) {
  return (
    <tr>
      <th scope="col">{m.reports_date()}</th>
      <th scope="col">{m.reports_voucher()}</th>
      <th scope="col">{m.reports_summary()}</th>
      <th scope="col">{m.reports_asset_no()}</th>
      <th scope="col">{m.reports_name()}</th>
      <th scope="col">{m.reports_model()}</th>
      <th scope="col">{m.reports_unit()}</th>
      <Twice label={m.reports_increase()} values={values} />
      <Twice label={m.reports_decrease()} values={values} />
      <Twice label={m.reports_balance()} values={values} />
      <th scope="col">{m.reports_place()}</th>
      <th scope="col">{m.reports_custodian()}</th>
    </tr>
  );
}

function Entry({ entry, values }: { entry: DetailEntry; values: boolean }) {
  return (
    <tr>
      <td className={paper.whole}>{formatExact(entry.posted_on)}</td>
      <td>{entry.voucher_no}</td>
      <td>{entry.summary}</td>
      <td>{entry.asset_no}</td>
      <td>{entry.name}</td>
      <td>{entry.spec_model}</td>
      <td>{entry.unit}</td>
      <Amount amount={entry.increase} values={values} />
      <Amount amount={entry.decrease} values={values} />
      <Amount amount={entry.balance} values={values} />
      <td>{entry.location}</td>
      <td>{entry.custodian}</td>
    </tr>
  );
}
