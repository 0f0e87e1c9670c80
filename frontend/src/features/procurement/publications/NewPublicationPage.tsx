import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { monthName, thisMonth } from '../petty/months';
import classes from './Publication.module.css';
import { makePublication } from './queries';

/** Days that are wanting in a notice; without them this month until today, what is most often published. */
export interface Wanted {
  from?: string;
  to?: string;
  petty?: boolean;
}

function proposed({ from, to, petty }: Wanted) {
  const today = schoolDay();
  // An address is typed by people: a day that is none is left out.
  const first = from && Date.parse(from) ? from : `${thisMonth()}-01`;
  return {
    title: m.publications_of_month({ month: monthName(first.slice(0, 7)) }),
    period_from: first,
    period_to: to ?? today,
    due_on: today,
    phone: '',
    with_petty: petty ?? false,
  };
}

/** A notice to be printed: of which days, due when, whom to ring. */
export function NewPublicationPage({ wanted }: { wanted: Wanted }) {
  const { person } = useMe();
  const navigate = useNavigate();
  const required = (text: string) => (text.trim() ? null : m.ui_required());
  const submission = useSubmission({
    name: 'purchases.publication.new',
    owner: person.id,
    initialValues: proposed(wanted),
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
        <CheckField label={m.publications_with_petty()} {...form.getCheckProps('with_petty')} />
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
