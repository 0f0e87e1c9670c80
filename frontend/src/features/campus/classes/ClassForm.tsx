import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { ClassView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { PlacePicker } from '@/ui/PlacePicker';
import { SelectField } from '@/ui/SelectField';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import { Whole } from './Whole';

interface Props {
  /** Null for a new one. */
  of: ClassView | null;
  onDone: () => void;
}

interface Values extends Record<string, unknown> {
  grade: string;
  number: string;
  size: string;
  room_id: string | null;
  class_teacher_id: string;
  active: string;
}

const GRADES = Array.from({ length: 12 }, (_, index) => String(index + 1));

export function ClassForm({ of, onDone }: Props) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const [teacher, setTeacher] = useState<PickedPerson | null>(of?.class_teacher ?? null);
  const initialValues: Values = {
    grade: String(of?.grade ?? 1),
    number: String(of?.number ?? ''),
    size: String(of?.size ?? ''),
    room_id: of?.room?.id ?? null,
    class_teacher_id: '',
    active: of && !of.active ? 'no' : 'yes',
  };
  const submission = useSubmission({
    name: `campus.class.${of?.id ?? 'new'}`,
    owner: person.id,
    initialValues,
    validate: { number: (number) => (number ? null : m.ui_required()) },
    send: (values, key) => {
      const body = {
        grade: Number(values.grade),
        number: Number(values.number),
        size: values.size ? Number(values.size) : null,
        room_id: values.room_id,
        class_teacher_id: teacher?.id ?? null,
      };
      if (of) {
        const params = { path: { id: of.id }, header: ifMatch(of.version) };
        const changed = { ...body, active: values.active === 'yes' };
        const change = api.PATCH('/api/v1/classes/{id}', { params, body: changed });
        return orNewest(queryClient, ['campus', 'classes'], read(change));
      }
      return read(api.POST('/api/v1/classes', { body, headers: { 'Idempotency-Key': key } }));
    },
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus'] });
      onDone();
    },
  });
  const { values, errors, setFieldValue, getInputProps } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <SelectField
        label={m.classes_grade()}
        options={GRADES.map((grade) => ({
          value: grade,
          label: m.classes_advance_grade({ grade }),
        }))}
        {...getInputProps('grade')}
      />
      <Whole label={m.classes_number()} {...getInputProps('number')} />
      <Whole label={m.classes_size()} {...getInputProps('size')} />
      <PlacePicker
        label={m.classes_room()}
        kinds={['room']}
        value={values.room_id}
        onChange={(id) => setFieldValue('room_id', id)}
        error={errors.room_id}
        data-path="room_id"
      />
      <PersonPicker
        label={m.classes_teacher()}
        description={m.classes_teacher_hint()}
        value={teacher}
        onChange={setTeacher}
        error={errors.class_teacher_id}
        data-path="class_teacher_id"
      />
      {of ? (
        <SelectField
          label={m.classes_here()}
          options={[
            { value: 'yes', label: m.classes_here_yes() },
            { value: 'no', label: m.classes_here_no() },
          ]}
          {...getInputProps('active')}
        />
      ) : null}
      <SubmitBar>
        <Button type="submit" loading={submission.sending}>
          {m.classes_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}
