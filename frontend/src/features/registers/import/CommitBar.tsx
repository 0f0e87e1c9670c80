import { Button } from '@mantine/core';
import type { ImportPlanView } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { SubmitBar } from '@/ui/SubmitBar';
import { cardsOf } from './refused';

interface Props {
  plan: ImportPlanView;
  stale: boolean;
  leaveOut: boolean;
  onLeaveOut: (leaveOut: boolean) => void;
  onSubmit: (event: React.FormEvent<HTMLFormElement>) => void;
}

/** The one primary button; it says what happens, or what is missing before anything can. */
export function CommitBar({ plan, stale, leaveOut, onLeaveOut, onSubmit }: Props) {
  const cards = cardsOf(plan);
  const undecided = plan.refused_rows > 0 && !leaveOut;
  const update = plan.options.mode === 'update';
  const count = formatNumber(cards);
  const word = update ? m.imports_do_update({ count }) : m.imports_do_add({ count });
  return (
    <form onSubmit={onSubmit} noValidate>
      {plan.refused_rows > 0 && cards > 0 ? (
        <CheckField
          label={m.imports_leave_out({ count: formatNumber(plan.refused_rows) })}
          checked={leaveOut}
          onChange={(event) => onLeaveOut(event.currentTarget.checked)}
        />
      ) : null}
      <SubmitBar note={update ? m.imports_update_no_undo() : m.imports_meanwhile()}>
        <Button type="submit" disabled={stale || cards === 0 || undecided || plan.imported_before}>
          {cards === 0
            ? m.imports_do_nothing()
            : undecided
              ? m.imports_do_refused({ count: formatNumber(plan.refused_rows) })
              : word}
        </Button>
      </SubmitBar>
    </form>
  );
}
