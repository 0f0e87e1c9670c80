import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { CanteenView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { TextArea } from '@/ui/TextArea';
import { recordMeeting, refreshCanteen } from '../acts';
import { NoCanteen } from '../components/NoCanteen';
import { RecordForm } from '../components/RecordForm';
import type { DaySearch } from '../queries';
import { useCanteen } from '../use-canteen';

type Values = {
  held_on: string;
  chair_id: PickedPerson | null;
  attendees: string;
  problems: string;
  decisions: string;
  next_on: string;
};

/** What was written on several lines, as one sentence: the record is one line of a table. */
const inOneLine = (text: string) => text.trim().replace(/\s*\n\s*/g, ' ');

export function MeetingPage({ search }: { search: DaySearch }) {
  const canteen = useCanteen(search.canteen_id);
  return canteen ? <Meeting canteen={canteen} /> : <NoCanteen />;
}

/** 月调度会: who was there, the problems of the month, what was decided, when the next one is. */
function Meeting({ canteen }: { canteen: CanteenView }) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const submission = useSubmission({
    name: `canteen.meeting.${canteen.id}`,
    owner: person.id,
    keepDraft: true,
    initialValues: {
      held_on: schoolDay(),
      chair_id: null,
      attendees: '',
      problems: '',
      decisions: '',
      next_on: '',
    } as Values,
    validate: {
      attendees: (text) => (text.trim() ? null : m.ui_required()),
      problems: (text) => (text.trim() ? null : m.ui_required()),
      decisions: (text) => (text.trim() ? null : m.ui_required()),
    },
    send: (values: Values, key) =>
      recordMeeting(
        canteen.id,
        {
          held_on: values.held_on || undefined,
          chair_id: values.chair_id?.id,
          attendees: values.attendees.trim(),
          problems: inOneLine(values.problems),
          decisions: inOneLine(values.decisions),
          next_on: values.next_on || undefined,
        },
        key,
      ),
    onAccepted: async () => {
      await refreshCanteen(queryClient);
      await navigate({ to: '/canteen/control', search: { canteen_id: canteen.id } });
    },
  });
  const { form } = submission;
  return (
    <RecordForm title={m.canteen_meeting_record()} submission={submission}>
      <TextInput
        type="date"
        label={m.canteen_held_on()}
        max={schoolDay()}
        {...form.getInputProps('held_on')}
      />
      <PersonPicker
        label={m.canteen_chair()}
        description={m.canteen_companion_text({ name: person.name })}
        value={form.values.chair_id}
        onChange={(chair) => form.setFieldValue('chair_id', chair)}
        error={form.errors.chair_id}
        data-path="chair_id"
      />
      <TextInput
        label={m.canteen_attendees()}
        placeholder={m.canteen_attendees_example()}
        {...form.getInputProps('attendees')}
      />
      <TextArea
        label={m.canteen_meeting_problems()}
        description={m.canteen_meeting_problems_text()}
        rows={3}
        {...form.getInputProps('problems')}
      />
      <TextArea
        label={m.canteen_decisions()}
        description={m.canteen_decisions_text()}
        rows={3}
        {...form.getInputProps('decisions')}
      />
      <TextInput type="date" label={m.canteen_next_meeting()} {...form.getInputProps('next_on')} />
    </RecordForm>
  );
}
