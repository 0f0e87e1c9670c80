import { Button } from '@mantine/core';
import type { ApprovalInboxRow } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { Dialog } from '@/ui/Dialog';
import { isMarked, sumOfRows } from '../many';
import { ApprovalMarks } from './ApprovalMarks';
import classes from './ApproveMany.module.css';

interface Props {
  open: boolean;
  /** All that were ticked. */
  ticked: readonly ApprovalInboxRow[];
  onClose: () => void;
  onApprove: (rows: readonly ApprovalInboxRow[]) => void;
}

/** Those with marks by name, once more, before they are signed among others. */
export function MarkedDialog({ open, ticked, onClose, onApprove }: Props) {
  const marked = ticked.filter(isMarked);
  const plain = ticked.filter((row) => !isMarked(row));
  return (
    <Dialog
      title={m.approvals_marked({ count: marked.length })}
      open={open && marked.length > 0}
      onClose={onClose}
    >
      <div className={classes.marked}>
        <p>{m.approvals_marked_text()}</p>
        <ul className={classes.rows}>
          {marked.map((row) => (
            <li key={row.id} className={classes.row}>
              <p className={classes.what}>
                <span>{row.title}</span>
                {row.amount ? <span>{formatMoney(row.amount)}</span> : null}
              </p>
              <ApprovalMarks marks={row.marks} />
            </li>
          ))}
        </ul>
        <div className={classes.acts}>
          {plain.length > 0 ? (
            <Button variant="default" onClick={() => onApprove(plain)}>
              {m.approvals_approve_others({ count: plain.length, amount: sumOfRows(plain) })}
            </Button>
          ) : null}
          <Button onClick={() => onApprove(ticked)}>
            {m.approvals_approve_many({ count: ticked.length, amount: sumOfRows(ticked) })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
