import { Button, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ifMatch, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import type { PersonView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import { Holdings } from '../leaving/Holdings';
import { personQuery } from '../queries';
import page from './PersonPage.module.css';

/** First what somebody holds, then the act that ends his access. */
export function LeavePage({ personId }: { personId: string }) {
  const { data: person } = useSuspenseQuery(personQuery(personId));
  const ends = usePermission('accounts.manage');
  return (
    <>
      <PageHeader
        back={{ to: '/people/$personId', params: { personId }, label: person.name }}
        title={m.campus_leave_title({ name: person.name })}
      />
      <div className={page.columns}>
        <section className={page.part} aria-labelledby="holdings">
          <h2 id="holdings">{m.roles_held()}</h2>
          <p className={form.text}>{m.roles_held_lead()}</p>
          <Holdings personId={personId} />
        </section>
        {ends && person.active ? <LeaveForm person={person} /> : null}
      </div>
    </>
  );
}

function LeaveForm({ person }: { person: PersonView }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const submission = useSubmission({
    name: `campus.leave.${person.id}`,
    owner: me.person.id,
    initialValues: { left_on: schoolDay() },
    validate: { left_on: (day) => (day ? null : m.ui_required()) },
    send: ({ left_on }, key) =>
      orNewest(
        queryClient,
        ['campus', 'people'],
        read(
          api.POST('/api/v1/people/{id}/disable', {
            params: {
              path: { id: person.id },
              header: { ...ifMatch(person.version), 'Idempotency-Key': key },
            },
            body: { left_on },
          }),
        ),
      ),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
      await navigate({ to: '/people/$personId', params: { personId: person.id } });
    },
  });
  return (
    <section className={page.part} aria-labelledby="leave">
      <h2 id="leave">{m.campus_leave()}</h2>
      <form className={form.form} onSubmit={submission.onSubmit} noValidate>
        <FormAlert notice={submission.notice} />
        <p className={form.text}>{m.campus_leave_text()}</p>
        <TextInput
          type="date"
          label={m.roles_left_on()}
          max={schoolDay()}
          {...submission.form.getInputProps('left_on')}
        />
        <SubmitBar>
          <Button type="submit" loading={submission.sending}>
            {m.campus_leave_do()}
          </Button>
        </SubmitBar>
      </form>
    </section>
  );
}
