import { Button, NativeSelect } from '@mantine/core';
import type { FieldChange, ImportPlanView, LedgerField, RefusedRow, SheetView } from '@/api/schema';
import { formatList, formatMoney, formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { Money } from '@/ui/Money';
import { fieldTitles } from './fields';
import classes from './ImportWizard.module.css';
import { annotatedPath, type Decisions, type Ledger } from './queries';

interface Props {
  plan: ImportPlanView;
  ledger: Ledger;
  options: Decisions;
  onChange: (options: Decisions) => void;
}

/** Sheet by sheet and row by row: what was understood, refused and passed over. */
export function PlanDetails({ plan, ledger, options, onChange }: Props) {
  return (
    <>
      <Sheets plan={plan} />
      <Columns plan={plan} options={options} onChange={onChange} />
      <Refused plan={plan} ledger={ledger} options={options} />
      <Skipped plan={plan} />
      <Examples plan={plan} />
    </>
  );
}

function Sheets({ plan }: { plan: ImportPlanView }) {
  return (
    <div className={classes.part}>
      <h3>{m.imports_sheets()}</h3>
      <ul>
        {plan.sheets.map((sheet) => (
          <li key={sheet.index}>
            {sheetLine(sheet)}
            <Total sheet={sheet} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function sheetLine(sheet: SheetView): string {
  const name = sheet.name || m.imports_sheet_text();
  switch (sheet.role) {
    case 'notes':
      return m.imports_role_notes({ name });
    case 'empty':
      return m.imports_role_empty({ name });
    case 'no_heads':
      return m.imports_role_no_heads({ name });
    case 'left_out':
      return m.imports_role_left_out({ name });
    default:
      return m.imports_sheet({ name, rows: formatNumber(sheet.rows) });
  }
}

function Total({ sheet }: { sheet: SheetView }) {
  if (!sheet.stated_value) {
    return null;
  }
  const value = formatMoney(sheet.stated_value);
  const counted = formatMoney(sheet.original_value ?? '0');
  return sheet.agrees ? (
    <p className={classes.good}>✓ {m.imports_sheet_agrees({ value })}</p>
  ) : (
    <p className={classes.bad}>✗ {m.imports_sheet_differs({ value, counted })}</p>
  );
}

const EXTRA = '';

function Columns({ plan, options, onChange }: Omit<Props, 'ledger'>) {
  const heads = new Map(
    plan.sheets.flatMap((sheet) => sheet.columns).map((column) => [column.head, column.field]),
  );
  const titles = fieldTitles();
  const said = options.columns as Record<string, LedgerField | null> | undefined;
  const chosen = (head: string, field: LedgerField | null | undefined) =>
    (said && head in said ? said[head] : field) ?? EXTRA;
  return (
    <details className={classes.part}>
      <summary>{m.imports_columns()}</summary>
      <div className={classes.columns}>
        {[...heads].map(([head, field]) => (
          <NativeSelect
            key={head}
            size="md"
            label={m.imports_column({ head })}
            value={chosen(head, field)}
            onChange={(event) => {
              const value = event.currentTarget.value;
              const now = value === EXTRA ? null : (value as LedgerField);
              onChange({ ...options, columns: { ...plan.options.columns, ...said, [head]: now } });
            }}
            data={[{ value: EXTRA, label: m.imports_column_extra() }, ...titles]}
          />
        ))}
      </div>
    </details>
  );
}

/** More would be a list that nobody reads: the annotated copy has them all. */
const REFUSED_SHOWN = 100;

function Refused({ plan, ledger, options }: Omit<Props, 'onChange'>) {
  if (plan.refused_rows === 0) {
    return null;
  }
  const shown = plan.refused.slice(0, REFUSED_SHOWN);
  return (
    <div className={classes.part}>
      <h3>{m.imports_refused()}</h3>
      <DataTable
        label={m.imports_refused()}
        columns={refusedColumns(plan)}
        rows={shown}
        rowKey={(row) => `${row.sheet}.${row.row}`}
        card={(row) => <p>{m.imports_row_why({ row: where(plan, row), why: why(row) })}</p>}
      />
      {plan.refused_rows > shown.length ? (
        <p className={classes.note}>
          {m.imports_refused_more({ shown: formatNumber(shown.length) })}
        </p>
      ) : null}
      <div className={classes.buttons}>
        <Button variant="default" component="a" href={annotatedPath(ledger, options)} download>
          {m.imports_annotated()}
        </Button>
      </div>
    </div>
  );
}

function where(plan: ImportPlanView, row: RefusedRow): string {
  const sheet = plan.sheets[row.sheet]?.name;
  return sheet && plan.sheets.length > 1 ? `${sheet} ${row.row}` : String(row.row);
}

function why(row: RefusedRow): string {
  return row.problems
    .map((problem) => (problem.value ? `${problem.detail} [${problem.value}]` : problem.detail))
    .join(' ');
}

function refusedColumns(plan: ImportPlanView): Column<RefusedRow>[] {
  return [
    { key: 'row', header: m.imports_row(), cell: (row) => where(plan, row), width: '9rem' },
    { key: 'why', header: m.imports_why(), cell: why },
  ];
}

function Skipped({ plan }: { plan: ImportPlanView }) {
  if (plan.skipped.length === 0) {
    return null;
  }
  const kinds = plan.skipped.map((rows) =>
    m.imports_skipped_kind({ kind: rows.kind_text, count: formatNumber(rows.count) }),
  );
  return <p className={classes.note}>{m.imports_skipped({ kinds: formatList(kinds) })}</p>;
}

function fieldChange(field: FieldChange): string {
  return m.imports_field_change({
    field: field.field_text,
    before: field.before ?? m.ui_none(),
    after: field.after ?? m.ui_none(),
  });
}

function Examples({ plan }: { plan: ImportPlanView }) {
  if (plan.options.mode === 'update') {
    return (
      <div className={classes.part}>
        <h3>{m.imports_examples_update()}</h3>
        <ul>
          {plan.changes.map((change) => (
            <li key={change.asset_no}>
              {m.imports_card_changes({
                number: change.asset_no,
                changes: formatList(change.fields.map(fieldChange)),
              })}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <details className={classes.part}>
      <summary>{m.imports_examples()}</summary>
      <ul>
        {plan.examples.slice(0, 20).map((card) => (
          <li key={`${card.sheet}.${card.row}`}>
            {card.asset_no ?? ''} {card.name} × {card.quantity}
            {card.location ? ` · ${card.location}` : null}{' '}
            {card.original_value ? <Money amount={card.original_value} /> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
