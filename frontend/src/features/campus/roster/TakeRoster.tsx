import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { RosterPlan, RosterTaken } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { FormAlert } from '@/ui/FormAlert';
import { SubmitBar } from '@/ui/SubmitBar';
import classes from './roster.module.css';

interface Props {
  plan: RosterPlan;
  uploadId: string;
  onTaken: (taken: RosterTaken) => void;
}

/** The one button that writes; it says how many people, or what is missing before it can. */
export function TakeRoster({ plan, uploadId, onTaken }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: 'campus.roster',
    owner: person.id,
    initialValues: { staff: true, leave_out_refused: false },
    send: ({ staff, leave_out_refused }, key) =>
      read(
        api.POST('/api/v1/rosters', {
          body: { upload_id: uploadId, role: staff ? 'staff' : null, leave_out_refused },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onAccepted: async (taken) => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
      onTaken(taken);
    },
  });
  const { values, getCheckProps } = submission.form;
  const undecided = plan.refused > 0 && !values.leave_out_refused;
  return (
    <form className={classes.stack} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <CheckField label={m.roster_as_staff()} {...getCheckProps('staff')} />
      {plan.refused > 0 && plan.new > 0 ? (
        <CheckField
          label={m.roster_leave_out({ count: plan.refused })}
          {...getCheckProps('leave_out_refused')}
        />
      ) : null}
      <SubmitBar note={m.roster_note()}>
        <Button type="submit" loading={submission.sending} disabled={plan.new === 0 || undecided}>
          {plan.new === 0
            ? m.roster_nobody()
            : undecided
              ? m.roster_undecided({ count: plan.refused })
              : m.roster_take({ count: plan.new })}
        </Button>
      </SubmitBar>
    </form>
  );
}
