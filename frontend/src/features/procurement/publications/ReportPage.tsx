import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { PublicationReport } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
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
import classes from './Publication.module.css';
import { PublishedTable } from './PublishedTable';
import { type ReportFilters, reportFile, reportQuery } from './queries';

interface Props {
  search: ReportFilters;
  onSearch: (patch: ReportFilters) => void;
}

/** E10: what was bought in any days, as a notice lists it, on the screen and on paper. */
export function ReportPage({ search, onSearch }: Props) {
  const query = useQuery(reportQuery(search));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={m.publications_report()}
          facts={m.publications_report_lead()}
          back={{ to: '/purchases/publications', label: m.publications_title() }}
          actions={
            <ReportFile
              name={m.publications_report()}
              make={() => reportFile(search)}
              ending="zip"
              label={m.ui_report_archive()}
            />
          }
        />
        <search className={classes.days}>
          <TextInput
            type="date"
            label={m.publications_from()}
            value={search.from ?? query.data?.from ?? ''}
            onChange={(event) => onSearch({ from: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            label={m.publications_to()}
            value={search.to ?? query.data?.to ?? ''}
            onChange={(event) => onSearch({ to: event.currentTarget.value || undefined })}
          />
          <CheckField
            label={m.publications_with_petty()}
            checked={search.with_petty ?? false}
            onChange={(event) => onSearch({ with_petty: event.currentTarget.checked || undefined })}
          />
        </search>
      </div>
      {query.data ? (
        <Listed report={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Listed({ report }: { report: PublicationReport }) {
  const { person } = useMe();
  return report.rows.length === 0 ? (
    <EmptyState
      icon={IconFileText}
      title={m.publications_nothing()}
      text={m.publications_report_none_text()}
    />
  ) : (
    <div className={classes.landscape}>
      <PrintSheet kind="form">
        <article className={paper.paper}>
          <header className={paper.head}>
            <p>{report.school_name}</p>
            <p className={paper.title}>{m.publications_report()}</p>
            <TermLine day={report.to} />
            <p>
              {m.publications_report_days({
                from: formatExact(report.from),
                to: formatExact(report.to),
              })}
            </p>
          </header>
          <WideTable label={m.publications_report()}>
            <PublishedTable notice={report} />
          </WideTable>
          <Signatures>
            <Signature
              label={m.publications_made_by()}
              signed={[{ name: person.name, at: null }]}
            />
            <Signature label={m.publications_reviewed_by()} signed={[]} />
            <Signature label={m.publications_head()} signed={[]} />
          </Signatures>
          <p className={paper.printed}>
            {m.petty_printed_on({ date: formatExact(new Date().toISOString()) })}
          </p>
        </article>
      </PrintSheet>
    </div>
  );
}
