import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { FileField } from '@/ui/FileField';
import { PhotoField } from '@/ui/PhotoField';
import { TextArea } from '@/ui/TextArea';
import type { DecisionValues, MeetingNumber } from '../decision-form';
import classes from './DecisionForm.module.css';

/** Files that minutes may have, as the server says. */
const MOST_PAGES = 10;

const NUMBERS: Record<MeetingNumber, () => string> = {
  present: m.approvals_meeting_present,
  votes_for: m.approvals_meeting_for,
  votes_against: m.approvals_meeting_against,
  votes_abstained: m.approvals_meeting_abstained,
};

interface Props {
  form: Form<DecisionValues>;
  onPhotosWaiting: (waiting: boolean) => void;
  onFileWaiting: (waiting: boolean) => void;
}

/** When a meeting was held, who came, how they voted; then its minutes, as pages or in words. */
export function MeetingFields({ form, onPhotosWaiting, onFileWaiting }: Props) {
  const { meeting } = form.values;
  return (
    <>
      <TextInput
        type="date"
        label={m.approvals_meeting_day()}
        {...form.getInputProps('meeting.held_on')}
      />
      <div className={classes.numbers}>
        {(Object.keys(NUMBERS) as MeetingNumber[]).map((field) => (
          <TextInput
            key={field}
            label={NUMBERS[field]()}
            inputMode="numeric"
            {...form.getInputProps(`meeting.${field}`)}
          />
        ))}
      </div>
      <fieldset className={classes.minutes}>
        <legend>{m.approvals_minutes()}</legend>
        <p className={classes.quiet}>{m.approvals_minutes_text()}</p>
        <PhotoField
          label={m.approvals_minutes_photos()}
          most={meeting.pdf ? MOST_PAGES - 1 : MOST_PAGES}
          value={meeting.upload_ids}
          onChange={(ids) => form.setFieldValue('meeting.upload_ids', ids)}
          onWaiting={onPhotosWaiting}
          errors={form.errors}
          path="meeting.upload_ids"
        />
        <FileField
          label={m.approvals_minutes_pdf()}
          value={meeting.pdf}
          onChange={(file) => form.setFieldValue('meeting.pdf', file)}
          onWaiting={onFileWaiting}
          error={form.errors['meeting.pdf']}
          accepts={{ kinds: '.pdf', hint: m.approvals_minutes_pdf_hint() }}
          data-path="meeting.pdf"
        />
        <TextArea
          label={m.approvals_meeting_minutes()}
          placeholder={m.approvals_meeting_minutes_example()}
          {...form.getInputProps('meeting.minutes')}
        />
      </fieldset>
    </>
  );
}
