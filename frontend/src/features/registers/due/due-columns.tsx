import { Link } from '@tanstack/react-router';
import type { DueDateView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Column } from '@/ui/DataTable';
import { DateText } from '@/ui/DateText';
import { DueState } from './DueState';
import classes from './due.module.css';
import { FinishDue } from './FinishDue';

function CardLink({ due, text }: { due: DueDateView; text: string }) {
  return (
    <Link to="/assets/$assetId" params={{ assetId: due.asset.id }}>
      {text}
    </Link>
  );
}

export function dueColumns(done: boolean, may: boolean): Column<DueDateView>[] {
  const columns: Column<DueDateView>[] = [
    {
      key: 'state',
      header: m.due_state(),
      cell: (due) => <DueState due={due} />,
      width: '7rem',
    },
    {
      key: 'on',
      header: done ? m.due_done_on() : m.due_on(),
      cell: (due) => <DateText value={due.done_on ?? due.due_on} />,
      width: '9rem',
    },
    { key: 'kind', header: m.due_kind(), cell: (due) => due.kind_text, width: '8rem' },
    {
      key: 'card',
      header: m.due_card(),
      cell: (due) => <CardLink due={due} text={`${due.asset_name} ${due.asset.asset_no}`} />,
    },
    {
      key: 'place',
      header: m.due_place(),
      cell: (due) => <span title={due.location?.path}>{due.location?.path ?? m.ui_none()}</span>,
      width: '13rem',
    },
    {
      key: 'note',
      header: m.due_note(),
      cell: (due) => <span title={due.note ?? undefined}>{due.note ?? m.ui_none()}</span>,
      width: '10rem',
    },
  ];
  if (may && !done) {
    columns.push({
      key: 'act',
      header: m.due_act(),
      cell: (due) => <FinishDue due={due} />,
      width: '7rem',
    });
  }
  return columns;
}

export function dueCard(due: DueDateView, may: boolean) {
  return (
    <>
      <p className={classes.head}>
        <CardLink due={due} text={due.asset_name} />
        <DueState due={due} />
      </p>
      <p>
        {due.kind_text} · <DateText value={due.done_on ?? due.due_on} />
      </p>
      <p className={classes.quiet}>
        {[due.asset.asset_no, due.location?.path, due.note].filter(Boolean).join(' · ')}
      </p>
      {may && !due.done_on ? <FinishDue due={due} /> : null}
    </>
  );
}
