import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import { treeQuery } from '@/api/places';
import type { PersonView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Dialog } from '@/ui/Dialog';
import { ErrorState } from '@/ui/ErrorState';
import { FormAlert } from '@/ui/FormAlert';
import { IconKey, IconX } from '@/ui/icons';
import { PlacePicker } from '@/ui/PlacePicker';
import { SubmitBar } from '@/ui/SubmitBar';
import { rolesQuery } from '../queries';
import form from './form.module.css';
import classes from './GrantRole.module.css';

export function GrantRole({ person }: { person: PersonView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconKey size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {m.campus_role_grant()}
      </Button>
      <Dialog
        title={m.campus_role_grant_title({ name: person.name })}
        open={open}
        onClose={() => setOpen(false)}
      >
        <GrantForm person={person} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

interface Values extends Record<string, unknown> {
  role: string;
  places: string[];
  valid_from: string;
  valid_until: string;
}

function GrantForm({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const roles = useQuery(rolesQuery);
  const initialValues: Values = { role: '', places: [], valid_from: '', valid_until: '' };
  const submission = useSubmission({
    name: `campus.role.grant.${person.id}`,
    owner: me.person.id,
    initialValues,
    validate: { role: (role) => (role ? null : m.campus_role_choose()) },
    send: (values, key) =>
      read(
        api.POST('/api/v1/people/{id}/role-grants', {
          params: { path: { id: person.id } },
          body: {
            role: values.role,
            places: values.places,
            valid_from: values.valid_from || null,
            valid_until: values.valid_until || null,
          },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
      onDone();
    },
  });
  const { values, errors, setFieldValue, getInputProps } = submission.form;
  const role = roles.data?.find((candidate) => candidate.code === values.role);
  if (roles.isError) {
    return <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />;
  }
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      <ChoiceCards
        label={m.campus_role()}
        choices={(roles.data ?? []).map((candidate) => ({
          value: candidate.code,
          label: candidate.title,
          hint: candidate.description,
        }))}
        value={values.role}
        onChange={(code) => setFieldValue('role', code)}
        error={errors.role}
        data-path="role"
      />
      <PlacesField
        value={values.places}
        onChange={(places) => setFieldValue('places', places)}
        error={errors.places}
      />
      <TextInput
        type="date"
        label={m.roles_first_day()}
        description={m.roles_first_day_hint()}
        {...getInputProps('valid_from')}
      />
      <TextInput
        type="date"
        label={m.campus_role_last_day()}
        description={m.campus_role_last_day_hint()}
        {...getInputProps('valid_until')}
      />
      <SubmitBar note={role?.needs_second_key ? m.campus_role_second_key() : undefined}>
        <Button type="submit" loading={submission.sending}>
          {m.campus_role_grant_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** Places one after the other; none means the whole school. */
function PlacesField(props: {
  value: string[];
  onChange: (places: string[]) => void;
  error?: React.ReactNode;
}) {
  const { data } = useQuery(treeQuery);
  const { value, onChange } = props;
  return (
    <div>
      <PlacePicker
        label={m.campus_role_places()}
        description={m.campus_role_places_hint()}
        placeholder={value.length > 0 ? m.campus_role_places_more() : m.campus_role_everywhere()}
        value={null}
        onChange={(id) => id && !value.includes(id) && onChange([...value, id])}
        error={props.error}
        data-path="places"
      />
      <ul className={classes.places}>
        {value.map((id) => {
          const path = data?.find((place) => place.id === id)?.path ?? id;
          return (
            <li key={id}>
              <button
                type="button"
                className={classes.place}
                aria-label={m.campus_role_place_remove({ name: path })}
                onClick={() => onChange(value.filter((other) => other !== id))}
              >
                {path}
                <IconX size={14} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
