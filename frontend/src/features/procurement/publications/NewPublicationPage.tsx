import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { monthName, thisMonth } from '../petty/months';
import classes from './Publication.module.css';
import { makePublication } from './queries';

/** This month, until today: what is most often published. */
function thisMonthsNotice() {
  const today = schoolDay();
  const month = thisMonth();
  return {
    title: m.publications_of_month({ month: monthName(month) }),
    period_from: `${month}-01`,
    period_to: today,
    due_on: today,
    phone: '',
  };
}

/** A notice to be printed: of which days, due when, whom to ring. */
export function NewPublicationPage() {
  const { person } = useMe();
  const navigate = useNavigate();
  const required = (text: string) => (text.trim() ? null : m.ui_required());
  const submission = useSubmission({
    name: 'purchases.publication.new',
    owner: person.id,
    initialValues: thisMonthsNotice(),
    validate: {
      title: required,
      period_from: required,
      period_to: required,
      due_on: required,
      phone: required,
    },
    send: (values, key) => makePublication(values, key),
    onAccepted: ({ id }) =>
      navigate({
        to: '/purchases/publications/$publicationId',
        params: { publicationId: id },
        replace: true,
      }),
  });
  const { form } = submission;
  return (
    <>
      <PageHeader
        title={m.publications_new()}
        back={{ to: '/purchases/publications', label: m.publications_title() }}
      />
      <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
        <FormAlert notice={submission.notice} />
        <TextInput label={m.publications_name()} {...form.getInputProps('title')} />
        <div className={classes.pair}>
          <TextInput
            type="date"
            label={m.publications_from()}
            {...form.getInputProps('period_from')}
          />
          <TextInput type="date" label={m.publications_to()} {...form.getInputProps('period_to')} />
        </div>
        <TextInput
          type="date"
          label={m.publications_due()}
          description={m.publications_due_text()}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('due_on')}
        />
        <TextInput
          label={m.publications_phone()}
          description={m.publications_phone_text()}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('phone')}
        />
        <SubmitBar>
          <Button type="submit" loading={submission.sending}>
            {m.publications_make()}
          </Button>
        </SubmitBar>
      </form>
    </>
  );
}
