import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportFile, ImportPlanView, SheetView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { type Column, DataTable } from '@/ui/DataTable';
import { Folded } from '@/ui/Folded';
import { IconDownload } from '@/ui/icons';
import classes from './import.module.css';
import { annotatedUrl } from './queries';
import { byReason, type RefusedCell, rowPlace } from './refused';

/** Of one reason, before "all of them" is asked for. */
const FIRST = 20;
/** Few enough reasons to be read without unfolding. */
const OPEN = 3;

/** Every row that is not taken, reason by reason, and the file with the reasons written into it. */
export function RefusedRows({ plan, file }: { plan: ImportPlanView; file: ImportFile }) {
  const groups = byReason(plan.refused);
  if (plan.refused_rows === 0) {
    return null;
  }
  return (
    <div className={classes.stack}>
      <h3>{m.imports_refused_title({ count: formatNumber(plan.refused_rows) })}</h3>
      <p className={classes.quiet}>{m.imports_refused_text()}</p>
      {plan.refused.length < plan.refused_rows ? (
        <p className={classes.quiet}>
          {m.imports_refused_first({ count: formatNumber(plan.refused.length) })}
        </p>
      ) : null}
      <p>
        <a className={classes.plainLink} href={annotatedUrl(file)} download>
          <IconDownload size={18} aria-hidden />
          {m.imports_annotated()}
        </a>
      </p>
      {groups.map(({ reason, cells }, index) => (
        <Reason
          key={reason}
          reason={reason}
          cells={cells}
          sheets={plan.sheets}
          open={index < OPEN}
        />
      ))}
    </div>
  );
}

interface ReasonProps {
  reason: string;
  cells: readonly RefusedCell[];
  sheets: readonly SheetView[];
  open: boolean;
}

function Reason({ reason, cells, sheets, open }: ReasonProps) {
  const [all, setAll] = useState(false);
  const shown = all ? cells : cells.slice(0, FIRST);
  return (
    <Folded
      title={reason}
      text={m.imports_rows_count({ count: formatNumber(cells.length) })}
      open={open}
    >
      <div className={classes.stack}>
        <DataTable
          label={reason}
          columns={columns(sheets)}
          rows={shown}
          rowKey={(cell) => cell.key}
          card={(cell) => (
            <>
              <p className={classes.cardName}>{rowPlace(sheets, cell.sheet, cell.row)}</p>
              <p className={classes.quiet}>
                {cell.head} · {cell.value || m.imports_at_blank()}
              </p>
            </>
          )}
        />
        {shown.length < cells.length ? (
          <div>
            <Button variant="default" size="md" onClick={() => setAll(true)}>
              {m.imports_show_all({ count: formatNumber(cells.length) })}
            </Button>
          </div>
        ) : null}
      </div>
    </Folded>
  );
}

function columns(sheets: readonly SheetView[]): Column<RefusedCell>[] {
  return [
    {
      key: 'at',
      header: m.imports_at(),
      cell: (cell) => rowPlace(sheets, cell.sheet, cell.row),
      width: '14rem',
    },
    { key: 'head', header: m.imports_at_column(), cell: (cell) => cell.head, width: '12rem' },
    {
      key: 'value',
      header: m.imports_at_value(),
      cell: (cell) => <span title={cell.value}>{cell.value || m.imports_at_blank()}</span>,
    },
  ];
}
