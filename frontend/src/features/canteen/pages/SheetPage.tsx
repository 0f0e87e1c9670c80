import { TextInput } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { CanteenSheet, CanteenSheetKind, CanteenView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import asked from '@/ui/asked.module.css';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { ReportFile } from '@/ui/ReportFile';
import { SelectField } from '@/ui/SelectField';
import { Signature, Signatures } from '@/ui/Signature';
import { sheetsOf } from '@/ui/sheets';
import { TermLine } from '@/ui/TermLine';
import { WideTable } from '@/ui/WideTable';
import classes from '../components/Canteen.module.css';
import { CanteenChoice } from '../components/CanteenChoice';
import { CanteenTabs } from '../components/CanteenTabs';
import { NoCanteen } from '../components/NoCanteen';
import { classesHereQuery, type SheetSearch, sheetFile, sheetQuery } from '../queries';
import { useCanteen } from '../use-canteen';
import { choices, HEALTH_SHEETS, SHEET_WORDS } from '../words';

interface Props {
  search: SheetSearch;
  onSearch: (patch: Partial<SheetSearch>) => void;
}

/** E11: the tables that an inspector asks for, of any days. */
export function SheetPage({ search, onSearch }: Props) {
  const canteen = useCanteen(search.canteen_id);
  return (
    <>
      <div data-screen-only>
        <PageHeader title={m.canteen_sheets()} />
        <CanteenTabs />
      </div>
      {canteen ? <Chosen canteen={canteen} search={search} onSearch={onSearch} /> : <NoCanteen />}
    </>
  );
}

function Chosen({ canteen, search, onSearch }: Props & { canteen: CanteenView }) {
  const { permissions } = useMe();
  const kind: CanteenSheetKind = search.kind ?? 'food_sample';
  const signs = kind === 'pupil_signatures';
  const days = signs ? monthAround(search.from) : daysOf(search);
  const wanted = { kind, ...days, class_id: signs ? search.class_id : undefined };
  const query = useQuery({
    ...sheetQuery(canteen.id, wanted),
    enabled: !signs || Boolean(search.class_id),
  });
  const kinds = choices(SHEET_WORDS).filter(
    ({ value }) => permissions.includes('canteen.health') || !HEALTH_SHEETS.includes(value),
  );
  return (
    <>
      <div className={`${classes.form} ${asked.asked}`} data-screen-only>
        <CanteenChoice value={canteen.id} onChange={(id) => onSearch({ canteen_id: id })} />
        <SelectField
          label={m.canteen_sheet()}
          value={kind}
          options={kinds}
          onChange={(event) => onSearch({ kind: event.currentTarget.value as CanteenSheetKind })}
        />
        {signs ? (
          <ClassAndMonth search={search} from={days.from} onSearch={onSearch} />
        ) : (
          <Days {...days} onSearch={onSearch} />
        )}
      </div>
      {signs && !search.class_id ? (
        <p className={classes.muted}>{m.canteen_choose_class()}</p>
      ) : (
        <>
          {query.data ? (
            <ReportFile
              name={query.data.title}
              make={() => sheetFile(canteen.id, wanted)}
              ending="zip"
              label={m.ui_report_archive()}
            />
          ) : null}
          <Loaded query={query} />
        </>
      )}
    </>
  );
}

function Loaded({ query }: { query: UseQueryResult<CanteenSheet> }) {
  if (query.data) {
    return <Sheet sheet={query.data} />;
  }
  return query.error ? (
    <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <PageSkeleton />
  );
}

const daysOf = (search: SheetSearch) => ({
  from: search.from ?? schoolDay(-6),
  to: search.to ?? schoolDay(),
});

/** The whole month that a day lies in; this month where none is said. */
function monthAround(day = schoolDay()): { from: string; to: string } {
  const month = day.slice(0, 7);
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1, 0);
  return { from: `${month}-01`, to: next.toISOString().slice(0, 10) };
}

interface DaysProps {
  from: string;
  to: string;
  onSearch: Props['onSearch'];
}

function Days({ from, to, onSearch }: DaysProps) {
  return (
    <div className={classes.pair}>
      <TextInput
        type="date"
        label={m.canteen_from()}
        value={from}
        onChange={(event) => onSearch({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={m.canteen_to()}
        value={to}
        onChange={(event) => onSearch({ to: event.currentTarget.value || undefined })}
      />
    </div>
  );
}

/** A class signs for a month. */
function ClassAndMonth({ search, from, onSearch }: Props & { from: string }) {
  const { data: all } = useQuery(classesHereQuery);
  return (
    <div className={classes.pair}>
      <SelectField
        label={m.canteen_class()}
        value={search.class_id ?? ''}
        options={(all ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onSearch({ class_id: event.currentTarget.value || undefined })}
      >
        <option value="">{m.canteen_choose()}</option>
      </SelectField>
      <TextInput
        type="month"
        label={m.canteen_month()}
        value={from.slice(0, 7)}
        onChange={(event) => {
          const month = event.currentTarget.value;
          onSearch({ from: month ? `${month}-01` : undefined, to: undefined });
        }}
      />
    </div>
  );
}

/** More columns than this lie across. */
const UPRIGHT = 12;

/** On its sheets of paper: at most 25 lines each, the heads on every one of them, numbered through. */
function Sheet({ sheet }: { sheet: CanteenSheet }) {
  const { person } = useMe();
  const pages = sheetsOf(sheet.rows);
  return (
    <div className={sheet.columns.length > UPRIGHT ? classes.across : undefined}>
      <PrintSheet kind="form">
        <div className={classes.papers}>
          {pages.map((rows, page) => (
            <article
              // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its number
              key={page}
              className={`${paper.paper} ${classes.page}`}
            >
              <PaperHead sheet={sheet} />
              <Rows
                columns={sheet.columns}
                rows={rows}
                label={
                  pages.length > 1
                    ? m.reports_sheet_label({ title: sheet.title, page: page + 1 })
                    : sheet.title
                }
              />
              {page === pages.length - 1 ? (
                <Signatures>
                  <Signature
                    label={m.reports_prepared_by()}
                    signed={[{ name: person.name, at: null }]}
                  />
                  <Signature label={m.canteen_checked_by()} signed={[]} />
                  <Signature label={m.canteen_supervisor()} signed={[]} />
                  <Signature label={m.reports_reviewed_by()} signed={[]} />
                  <Signature label={m.reports_approved_by()} signed={[]} />
                </Signatures>
              ) : null}
              <p className={paper.printed}>
                {m.reports_page({ page: page + 1, pages: pages.length })} ·{' '}
                {m.canteen_sheet_printed({ date: formatExact(sheet.made_at) })}
              </p>
            </article>
          ))}
        </div>
      </PrintSheet>
    </div>
  );
}

function PaperHead({ sheet }: { sheet: CanteenSheet }) {
  const { school } = useMe();
  return (
    <>
      <header className={paper.head}>
        <p>{school.name}</p>
        <p className={paper.title}>{sheet.title}</p>
        <TermLine day={sheet.to} />
      </header>
      <p className={paper.meta}>
        <span>{sheet.canteen.name}</span>
        <span>{m.canteen_days({ from: sheet.from, to: sheet.to })}</span>
        <span>
          {m.canteen_sheet_counts({
            count: sheet.rows.length,
            late: sheet.late,
            struck: sheet.struck,
          })}
        </span>
      </p>
    </>
  );
}

interface RowsProps {
  label: string;
  columns: readonly string[];
  rows: CanteenSheet['rows'];
}

function Rows({ label, columns, rows }: RowsProps) {
  return (
    <WideTable label={label}>
      <table className={`${paper.table} ${paper.small}`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, struck }, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a printed table has no other key
            <tr key={row} className={struck ? classes.struck : undefined}>
              {cells.map((cell, index) => (
                <td key={columns[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
