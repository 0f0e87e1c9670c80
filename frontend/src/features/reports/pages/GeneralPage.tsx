import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { GeneralLedger, GeneralLine } from '@/api/schema';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconFileText } from '@/ui/icons';
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
import { generalQuery, type LedgerDays } from '../queries';
import { exported } from '../words';

interface Props {
  days: LedgerDays;
  onDays: (patch: LedgerDays) => void;
}

/** E2: opening, what came and what went, closing, by class. */
export function GeneralPage({ days, onDays }: Props) {
  const query = useQuery(generalQuery(days));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={m.reports_general()}
          back={{ to: '/ledgers', label: m.reports_title() }}
          actions={
            <>
              <ExportButton wanted={exported('general', days)} />
              <ExportButtonOfEntries days={days} />
            </>
          }
        />
        <LedgerTabs days={days} />
        <DaysFields days={days} onDays={onDays} />
        {query.data ? <BasisNotice head={query.data.head} /> : null}
      </div>
      {query.data ? (
        <General ledger={query.data} days={days} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

/** All entries of all classes, as a file. */
function ExportButtonOfEntries({ days }: { days: LedgerDays }) {
  return (
    <ExportButton wanted={exported('detail_by_class', days)} label={m.reports_export_entries()} />
  );
}

function General({ ledger, days }: { ledger: GeneralLedger; days: LedgerDays }) {
  const { values } = ledger.head;
  if (ledger.classes.length === 0) {
    return <EmptyState icon={IconFileText} title={m.reports_none()} text={m.reports_none_text()} />;
  }
  return (
    <LedgerPaper
      head={ledger.head}
      title={m.reports_general_title()}
      heads={<Heads values={values} />}
      rows={ledger.classes}
      row={(line) => (
        <tr key={line.category_code}>
          <td className={paper.whole}>
            <Link
              to="/ledgers/detail"
              search={{ ...days, category_code: line.category_code }}
              className={sheet.link}
            >
              {line.category_code}
            </Link>
          </td>
          <td>{line.category_name}</td>
          <Line line={line} values={values} />
        </tr>
      )}
      sums={
        <>
          {ledger.groups.map((group) => (
            <tr key={group.category_code} className={paper.sum}>
              <td>{group.category_code}</td>
              <td>{m.reports_subtotal()}</td>
              <Line line={group} values={values} />
            </tr>
          ))}
          <tr className={paper.sum}>
            <td colSpan={2}>{m.reports_total()}</td>
            <Line line={ledger.total} values={values} />
          </tr>
        </>
      }
    />
  );
}

function Heads({ values }: { values: boolean }) {
  return (
    <tr>
      <th scope="col">{m.reports_class_code()}</th>
      <th scope="col">{m.reports_class()}</th>
      <Twice label={m.reports_opening()} values={values} />
      <Twice label={m.reports_increase()} values={values} />
      <Twice label={m.reports_decrease()} values={values} />
      <Twice label={m.reports_closing()} values={values} />
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
  );
}

function Line({ line, values }: { line: GeneralLine; values: boolean }) {
  return (
    <>
      <Amount amount={line.opening} values={values} />
      <Amount amount={line.increase} values={values} />
      <Amount amount={line.decrease} values={values} />
      <Amount amount={line.closing} values={values} />
      <Worn balance={line.closing} values={values} />
    </>
  );
}
