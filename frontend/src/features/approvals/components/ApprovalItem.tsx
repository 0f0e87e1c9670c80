import { Link } from '@tanstack/react-router';
import type { ApprovalInboxRow } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { Money } from '@/ui/Money';
import { PaperCard } from '@/ui/PaperCard';
import { RowCheck } from '@/ui/RowCheck';
import { StatusBadge } from '@/ui/StatusBadge';
import { STATE_TONES } from '../words';
import classes from './ApprovalItem.module.css';
import { ApprovalMarks } from './ApprovalMarks';

interface Props {
  row: ApprovalInboxRow;
  /** Why it could not be approved with the others. */
  refusal?: string;
  chosen: boolean;
  /** Left out where it cannot be ticked. */
  onChoose?: () => void;
}

/** One that waits: what, who, how much, since when; why, what is left of the money, what to look at. */
export function ApprovalItem({ row, refusal, chosen, onChoose }: Props) {
  return (
    <li className={classes.item}>
      {onChoose ? (
        <RowCheck
          label={m.approvals_choose({ title: row.title, number: row.number })}
          checked={chosen}
          onChange={onChoose}
        />
      ) : null}
      <PaperCard
        title={
          <Link to="/approvals/$approvalId" params={{ approvalId: row.id }}>
            {row.title}
          </Link>
        }
        amount={row.amount ? <Money amount={row.amount} /> : null}
        badge={<StatusBadge tone={STATE_TONES[row.state]}>{row.state_text}</StatusBadge>}
        meta={[row.number, row.requester.name, <DateText key="since" value={row.waiting_since} />]}
      >
        {row.purpose ? <p className={classes.purpose}>{row.purpose}</p> : null}
        {row.left ? (
          <p className={classes.left}>
            {m.approvals_left({ of: row.left.of, amount: formatMoney(row.left.amount) })}
          </p>
        ) : null}
        <ApprovalMarks marks={row.marks} />
        {refusal ? (
          <p role="alert" className={classes.refusal}>
            {refusal}
          </p>
        ) : null}
      </PaperCard>
    </li>
  );
}
