import { Button } from '@mantine/core';
import type { ApprovalInboxRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { isMarked } from '../many';
import classes from './ApproveMany.module.css';

interface Props {
  /** Those that can be signed with others. */
  rows: readonly ApprovalInboxRow[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** All at once but for those with marks: these are ticked one by one, by somebody who has read why. */
export function ChoosePlain({ rows, chosen, onChoose }: Props) {
  const plain = rows.filter((row) => !isMarked(row));
  const left = rows.length - plain.length;
  if (plain.length < 2) {
    return null;
  }
  const all = plain.every((row) => chosen.has(row.id));
  return (
    <div className={classes.choose} data-screen-only>
      <Button
        variant="default"
        onClick={() => onChoose(new Set(all ? [] : plain.map((row) => row.id)))}
      >
        {all ? m.approvals_choose_none() : m.approvals_choose_plain({ count: plain.length })}
      </Button>
      {left > 0 ? <p className={classes.note}>{m.approvals_left_out({ count: left })}</p> : null}
    </div>
  );
}
