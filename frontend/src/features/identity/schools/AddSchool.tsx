import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { announce } from '@/ui/notices';
import { SubmitBar } from '@/ui/SubmitBar';
import { Founders, foundersNeed } from '../components/Founders';
import { schoolsQuery } from '../queries';
import { required } from '../required';
import { addSchoolRequest, noSchool } from '../set-up-form';

/** Another school of the district, with the two people that it begins with. */
export function AddSchool({ onDone }: { onDone: () => void }) {
  const queryClient = useQueryClient();
  const { person } = useMe();
  const { form, sending, notice, onSubmit } = useSubmission({
    name: 'identity.add-school',
    owner: person.id,
    initialValues: noSchool,
    validate: { school: { name: required }, ...foundersNeed },
    send: (values, key) => {
      const body = addSchoolRequest(values);
      return read(api.POST('/api/v1/schools', { body, headers: { 'Idempotency-Key': key } }));
    },
    onAccepted: async (school) => {
      await queryClient.invalidateQueries({ queryKey: schoolsQuery.queryKey });
      announce(school.name, m.schools_added());
      onDone();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <FormAlert notice={notice} />
      <FormSection title={m.identity_school()}>
        <TextInput
          label={m.identity_school_name()}
          required
          withAsterisk={false}
          {...form.getInputProps('school.name')}
        />
      </FormSection>
      <Founders form={form} />
      <SubmitBar>
        <Button type="submit" loading={sending}>
          {m.schools_add_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}
