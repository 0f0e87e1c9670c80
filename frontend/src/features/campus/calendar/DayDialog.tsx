import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { DayKind, DayView, TermView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { formatSchoolDay } from '@/i18n/school-week';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import { DAY_KINDS, dayKindWord } from './words';

interface Props {
  day: DayView | null;
  terms: readonly TermView[];
  onClose: () => void;
}

/** One day of the calendar, said anew. */
export function DayDialog({ day, terms, onClose }: Props) {
  // Kept while the dialog closes: its words must not vanish under the finger.
  const [last, setLast] = useState(day);
  if (day && day !== last) {
    setLast(day);
  }
  const shown = day ?? last;
  return (
    <Dialog title={shown ? formatExact(shown.day) : ''} open={day !== null} onClose={onClose}>
      {shown ? <DayForm key={shown.day} day={shown} terms={terms} onDone={onClose} /> : null}
    </Dialog>
  );
}

function DayForm(props: { day: DayView; terms: readonly TermView[]; onDone: () => void }) {
  const { day, terms } = props;
  const { person } = useMe();
  const queryClient = useQueryClient();
  const submission = useSubmission({
    name: `campus.calendar.${day.day}`,
    owner: person.id,
    initialValues: { kind: day.kind as DayKind, name: day.name ?? '' },
    send: ({ kind, name }) =>
      orNewest(
        queryClient,
        ['campus', 'calendar'],
        read(
          api.PUT('/api/v1/calendar-days/{day}', {
            params: { path: { day: day.day }, header: ifMatch(day.version) },
            body: { kind, name: name.trim() || null },
          }),
        ),
      ),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'calendar'] });
      props.onDone();
    },
  });
  const term = terms.find(({ starts_on, ends_on }) => starts_on <= day.day && day.day <= ends_on);
  const { getInputProps } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <p className={form.text}>{formatSchoolDay(day.day, term)}</p>
      <SelectField
        label={m.calendar_kind()}
        options={DAY_KINDS.map((kind) => ({ value: kind, label: dayKindWord(kind) }))}
        {...getInputProps('kind')}
      />
      <TextInput
        label={m.calendar_name()}
        placeholder={m.calendar_name_example()}
        autoComplete="off"
        {...getInputProps('name')}
      />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.calendar_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
