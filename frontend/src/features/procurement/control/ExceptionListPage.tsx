import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ControlException, ControlExceptionKind, ControlExceptions } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconCheck } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { ReportFile } from '@/ui/ReportFile';
import { SelectField } from '@/ui/SelectField';
import { TermLine } from '@/ui/TermLine';
import { PurchaseKinds } from '../components/PurchaseKinds';
import { RecordLink } from '../components/RecordLink';
import classes from './ExceptionListPage.module.css';
import { type ExceptionFilters, exceptionsFile, exceptionsQuery } from './queries';

interface Props {
  search: ExceptionFilters;
  onSearch: (patch: ExceptionFilters) => void;
}

const KINDS: readonly { value: ControlExceptionKind; label: () => string }[] = [
  { value: 'sod_exception', label: m.exceptions_kind_sod_exception },
  { value: 'emergency_purchase', label: m.exceptions_kind_emergency_purchase },
  { value: 'split_order', label: m.exceptions_kind_split_order },
  { value: 'one_supplier', label: m.exceptions_kind_one_supplier },
  { value: 'unposted_receipt', label: m.exceptions_kind_unposted_receipt },
  { value: 'unposted_petty', label: m.exceptions_kind_unposted_petty },
  { value: 'expired_licence', label: m.exceptions_kind_expired_licence },
  { value: 'reopened_sheet', label: m.exceptions_kind_reopened_sheet },
];

/** E16: what did not go by the rules, on the screen and on paper. */
export function ExceptionListPage({ search, onSearch }: Props) {
  const query = useQuery(exceptionsQuery(search));
  return (
    <>
      <div data-screen-only>
        <PageHeader
          title={m.exceptions_title()}
          facts={m.exceptions_lead()}
          actions={
            <ReportFile
              name={m.exceptions_title()}
              make={() => exceptionsFile(search)}
              ending="zip"
              label={m.ui_report_archive()}
            />
          }
        />
        <PurchaseKinds />
        <Filters
          from={search.from ?? query.data?.from}
          to={search.to ?? query.data?.to}
          kind={search.kind}
          onSearch={onSearch}
        />
      </div>
      {query.data ? (
        <Listed list={query.data} />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </>
  );
}

function Filters(props: ExceptionFilters & { onSearch: Props['onSearch'] }) {
  const { from = '', to = '', kind = '', onSearch } = props;
  return (
    <search className={classes.filters}>
      <TextInput
        type="date"
        label={m.exceptions_from()}
        value={from}
        onChange={(event) => onSearch({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={m.exceptions_to()}
        value={to}
        onChange={(event) => onSearch({ to: event.currentTarget.value || undefined })}
      />
      <SelectField
        label={m.exceptions_kind()}
        value={kind}
        onChange={(event) => {
          const chosen = KINDS.find(({ value }) => value === event.currentTarget.value);
          onSearch({ kind: chosen?.value });
        }}
      >
        <option value="">{m.exceptions_all()}</option>
        {KINDS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label()}
          </option>
        ))}
      </SelectField>
    </search>
  );
}

function Listed({ list }: { list: ControlExceptions }) {
  return list.items.length === 0 ? (
    <EmptyState icon={IconCheck} title={m.exceptions_none()} text={m.exceptions_none_text()} />
  ) : (
    <PrintSheet kind="form">
      <article className={paper.paper}>
        <header className={paper.head}>
          <p>{list.school_name}</p>
          <p className={paper.title}>{m.exceptions_paper()}</p>
          <TermLine day={list.to} />
          <p>{m.exceptions_period({ from: list.from, to: list.to, count: list.items.length })}</p>
        </header>
        {list.cut ? <p className={classes.cut}>{m.exceptions_cut()}</p> : null}
        <table className={`${paper.table} ${paper.stacked}`}>
          <thead>
            <tr>
              <th scope="col">{m.exceptions_day()}</th>
              <th scope="col">{m.exceptions_record()}</th>
              <th scope="col">{m.exceptions_what()}</th>
              <th scope="col">{m.exceptions_who()}</th>
              <th scope="col" className={paper.amount}>
                {m.exceptions_amount()}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.items.map((row) => (
              <Row key={`${row.kind} ${row.record_id} ${row.at}`} row={row} />
            ))}
          </tbody>
        </table>
        <div className={classes.lines}>
          <p>{m.exceptions_sign_checked()}</p>
          <p>{m.exceptions_sign_director()}</p>
          <p>{m.exceptions_sign_principal()}</p>
        </div>
        <p className={paper.printed}>
          {m.exceptions_printed_on({ date: formatExact(new Date().toISOString()) })}
        </p>
      </article>
    </PrintSheet>
  );
}

function Row({ row }: { row: ControlException }) {
  return (
    <tr>
      <td className={paper.whole}>{schoolDay(0, new Date(row.at))}</td>
      <td className={paper.whole}>
        <Record row={row} />
      </td>
      <td className={paper.first}>
        <span className={classes.kind}>{row.kind_title}</span>
        {row.serious ? <span className={classes.serious}>{m.exceptions_serious()}</span> : null}
        <span className={classes.line}>{row.text}</span>
        {row.reason ? (
          <span className={classes.line}>{m.exceptions_reason({ reason: row.reason })}</span>
        ) : null}
      </td>
      <td>
        {row.who.name}
        {row.cosigner ? (
          <span className={classes.line}>{m.exceptions_cosigned({ name: row.cosigner.name })}</span>
        ) : null}
      </td>
      <td className={paper.amount}>{row.amount ? formatMoney(row.amount) : m.ui_none()}</td>
    </tr>
  );
}

function Record({ row: { record_kind, record_id, record_number } }: { row: ControlException }) {
  return (
    <RecordLink kind={record_kind} id={record_id} number={record_number} className={classes.link} />
  );
}
