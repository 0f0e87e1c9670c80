import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconPlus } from '@/ui/icons';
import { SubmitBar } from '@/ui/SubmitBar';
import form from './form.module.css';

export function AddPerson() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen(true)}>
        {m.campus_person_add()}
      </Button>
      <Dialog title={m.campus_person_add()} open={open} onClose={() => setOpen(false)}>
        <AddForm />
      </Dialog>
    </>
  );
}

function AddForm() {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();
  const submission = useSubmission({
    name: 'campus.person',
    owner: person.id,
    initialValues: { name: '', staff_no: '', phone: '', department: '' },
    validate: { name: (name) => (name.trim() ? null : m.ui_required()) },
    send: (values, key) =>
      read(
        api.POST('/api/v1/people', {
          body: {
            name: values.name.trim(),
            staff_no: values.staff_no.trim() || null,
            phone: values.phone.trim() || null,
            department: values.department.trim() || null,
          },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onAccepted: async (added) => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
      await router.navigate({ to: '/people/$personId', params: { personId: added.id } });
    },
  });
  const { getInputProps } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <PersonInputs getInputProps={getInputProps} />
      <SubmitBar note={m.campus_person_add_note()}>
        <Button type="submit" loading={submission.sending}>
          {m.campus_person_add_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** The facts of a person, for adding and for changing. */
export function PersonInputs(props: {
  getInputProps: (path: 'name' | 'staff_no' | 'phone' | 'department') => object;
}) {
  return (
    <>
      <TextInput label={m.identity_name()} autoComplete="off" {...props.getInputProps('name')} />
      <TextInput
        label={m.identity_staff_no()}
        description={m.identity_staff_no_hint()}
        autoComplete="off"
        {...props.getInputProps('staff_no')}
      />
      <TextInput
        label={m.campus_person_department()}
        placeholder={m.campus_person_department_example()}
        autoComplete="off"
        {...props.getInputProps('department')}
      />
      <TextInput
        label={m.campus_person_phone()}
        type="tel"
        autoComplete="off"
        {...props.getInputProps('phone')}
      />
    </>
  );
}
