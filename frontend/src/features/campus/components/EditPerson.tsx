import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { PersonView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { Dialog } from '@/ui/Dialog';
import { FormAlert } from '@/ui/FormAlert';
import { IconPencil } from '@/ui/icons';
import { SubmitBar } from '@/ui/SubmitBar';
import { PersonInputs } from './AddPerson';
import form from './form.module.css';
import { Newest } from './Newest';

export function EditPerson({ person }: { person: PersonView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPencil size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.campus_edit()}
      </Button>
      <Dialog
        title={m.campus_edit_title({ name: person.name })}
        open={open}
        onClose={() => setOpen(false)}
      >
        <EditForm person={person} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function EditForm({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const [opened] = useState(person);
  const submission = useSubmission({
    name: `campus.person.edit.${person.id}`,
    owner: me.person.id,
    initialValues: {
      name: person.name,
      staff_no: person.staff_no ?? '',
      phone: person.phone ?? '',
      department: person.department ?? '',
    },
    validate: { name: (name) => (name.trim() ? null : m.ui_required()) },
    send: (values) =>
      orNewest(
        queryClient,
        ['campus', 'people'],
        read(
          api.PATCH('/api/v1/people/{id}', {
            params: { path: { id: person.id }, header: ifMatch(person.version) },
            body: {
              name: values.name.trim(),
              staff_no: values.staff_no.trim() || null,
              phone: values.phone.trim() || null,
              department: values.department.trim() || null,
            },
          }),
        ),
      ),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
      onDone();
    },
  });
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <Newest
        facts={[
          [m.identity_name(), opened.name, person.name],
          [m.identity_staff_no(), opened.staff_no, person.staff_no],
          [m.campus_person_department(), opened.department, person.department],
          [m.campus_person_phone(), opened.phone, person.phone],
        ]}
      />
      <PersonInputs getInputProps={submission.form.getInputProps} />
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.campus_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
