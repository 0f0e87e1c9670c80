import type { ApprovalMark } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconAlertTriangle } from '@/ui/icons';
import classes from './ApprovalMarks.module.css';

/** What must not be overlooked, each in a few words. */
export function ApprovalMarks({ marks }: { marks: readonly ApprovalMark[] }) {
  return marks.length > 0 ? (
    <ul className={classes.marks} aria-label={m.approvals_look()}>
      {marks.map((mark) => (
        <li key={mark.code} className={classes.mark}>
          <IconAlertTriangle size={15} stroke={2} aria-hidden />
          {mark.text}
        </li>
      ))}
    </ul>
  ) : null;
}
