import type { RosterPlan, RosterRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from './roster.module.css';

const FIELDS: Record<string, () => string> = {
  name: m.identity_name,
  staff_no: m.identity_staff_no,
  phone: m.campus_person_phone,
  department: m.campus_person_department,
};

/** How the list was understood, and every row's fate: what needs a decision first. */
export function RosterLook({ plan }: { plan: RosterPlan }) {
  const order = ['refused', 'new', 'known'];
  const rows = [...plan.rows].sort((a, b) => order.indexOf(a.fate) - order.indexOf(b.fate));
  const list = (words: readonly string[]) => words.join(m.ui_list_separator());
  return (
    <section className={classes.stack} aria-labelledby="roster-look">
      <h2 id="roster-look">
        {m.roster_seen({ added: plan.new, known: plan.known, refused: plan.refused })}
      </h2>
      <ul className={classes.facts}>
        {plan.columns.length > 0 ? (
          <li>
            {m.roster_columns({
              columns: list(
                plan.columns.map(({ head, field }) => `${head} → ${FIELDS[field]?.() ?? field}`),
              ),
            })}
          </li>
        ) : null}
        {plan.dropped.length > 0 ? (
          <li>
            <strong>{m.roster_dropped({ columns: list(plan.dropped) })}</strong>
          </li>
        ) : null}
        {plan.other_sheets.length > 0 ? (
          <li>{m.roster_other_sheets({ sheets: list(plan.other_sheets) })}</li>
        ) : null}
        {plan.new_departments.length > 0 ? (
          <li>{m.roster_departments({ departments: list(plan.new_departments) })}</li>
        ) : null}
      </ul>
      <DataTable
        label={m.roster_rows()}
        columns={columns()}
        rows={rows}
        rowKey={(row) => String(row.row)}
        card={(row) => (
          <>
            <p className={classes.strong}>{row.name || m.ui_none()}</p>
            <p className={classes.quiet}>
              {[row.staff_no, row.department, row.phone].filter(Boolean).join(' · ')}
            </p>
            <Fate row={row} />
          </>
        )}
      />
    </section>
  );
}

function columns(): Column<RosterRow>[] {
  return [
    { key: 'row', header: m.roster_row(), cell: (row) => row.row, width: '5rem' },
    { key: 'name', header: m.identity_name(), cell: (row) => row.name || m.ui_none() },
    {
      key: 'staff_no',
      header: m.identity_staff_no(),
      cell: (row) => row.staff_no ?? m.ui_none(),
      width: '9rem',
    },
    {
      key: 'department',
      header: m.campus_person_department(),
      cell: (row) => row.department ?? m.ui_none(),
    },
    { key: 'fate', header: m.roster_fate(), cell: (row) => <Fate row={row} />, width: '22rem' },
  ];
}

function Fate({ row }: { row: RosterRow }) {
  if (row.problem) {
    return <StatusBadge tone="alarm">{row.problem.detail}</StatusBadge>;
  }
  if (row.fate === 'known') {
    return <StatusBadge tone="idle">{m.roster_known()}</StatusBadge>;
  }
  return (
    <StatusBadge tone={row.namesake ? 'waiting' : 'done'}>
      {row.namesake && !row.staff_no ? m.roster_new_namesake() : m.roster_new()}
    </StatusBadge>
  );
}
