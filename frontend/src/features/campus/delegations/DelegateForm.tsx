import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { useSubmission } from '@/offline/use-submission';
import { CheckField } from '@/ui/CheckField';
import { FormAlert } from '@/ui/FormAlert';
import { PersonPicker, type PickedPerson } from '@/ui/PersonPicker';
import { SubmitBar } from '@/ui/SubmitBar';
import form from '../components/form.module.css';
import { personQuery } from '../queries';

interface Values extends Record<string, unknown> {
  to_id: string;
  roles: string[];
  starts_on: string;
  ends_on: string;
  reason: string;
}

interface Handed {
  code: string;
  title: string;
}

/** Hands one's own roles to somebody for some days; the principal may do so for others. */
export function DelegateForm({ onDone }: { onDone: () => void }) {
  const me = useMe();
  const decides = usePermission('delegations.decide');
  const queryClient = useQueryClient();
  const [from, setFrom] = useState<PickedPerson | null>(me.person);
  const [to, setTo] = useState<PickedPerson | null>(null);
  const handed = useHanded(from);
  const initialValues: Values = {
    to_id: '',
    roles: [],
    starts_on: schoolDay(),
    ends_on: '',
    reason: '',
  };
  const submission = useSubmission({
    name: 'campus.delegation.new',
    owner: me.person.id,
    initialValues,
    validate: {
      to_id: () => (to ? null : m.ui_required()),
      roles: (roles) => (roles.length > 0 || handed.length === 1 ? null : m.roles_choose()),
      starts_on: (day) => (day ? null : m.ui_required()),
      ends_on: (day) => (day ? null : m.ui_required()),
      reason: (text) => (text.trim() ? null : m.ui_required()),
    },
    send: (values, key) => {
      const roles = handed.length === 1 ? handed.map((role) => role.code) : values.roles;
      const body = { ...values, roles, to_id: to?.id ?? '', reason: values.reason.trim() };
      const headers = { 'Idempotency-Key': key };
      return from && from.id !== me.person.id
        ? read(
            api.POST('/api/v1/people/{id}/delegations', {
              params: { path: { id: from.id } },
              body,
              headers,
            }),
          )
        : read(api.POST('/api/v1/me/delegations', { body, headers }));
    },
    onAccepted: async () => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'people'] });
      onDone();
    },
  });
  const { values, errors, setFieldValue, getInputProps } = submission.form;
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {decides ? <PersonPicker label={m.roles_from()} value={from} onChange={setFrom} /> : null}
      <PersonPicker
        label={m.roles_to()}
        value={to}
        onChange={setTo}
        error={errors.to_id}
        data-path="to_id"
      />
      {handed.length > 1 ? (
        <fieldset data-path="roles">
          <legend className={form.legend}>{m.roles_which()}</legend>
          {handed.map((role) => (
            <CheckField
              key={role.code}
              label={role.title}
              checked={values.roles.includes(role.code)}
              onChange={(event) =>
                setFieldValue(
                  'roles',
                  event.currentTarget.checked
                    ? [...values.roles, role.code]
                    : values.roles.filter((code) => code !== role.code),
                )
              }
            />
          ))}
        </fieldset>
      ) : (
        <p className={form.text}>
          {m.roles_which()}: {handed[0]?.title ?? m.ui_none()}
        </p>
      )}
      {errors.roles ? <p role="alert">{errors.roles}</p> : null}
      <TextInput
        type="date"
        label={m.roles_first_day()}
        min={schoolDay()}
        {...getInputProps('starts_on')}
      />
      <TextInput
        type="date"
        label={m.roles_last_day()}
        min={values.starts_on || schoolDay()}
        {...getInputProps('ends_on')}
      />
      <TextInput
        label={m.roles_reason()}
        placeholder={m.roles_reason_example()}
        autoComplete="off"
        {...getInputProps('reason')}
      />
      <SubmitBar note={m.roles_delegate_note()}>
        <Button type="submit" loading={submission.sending}>
          {m.roles_delegate_do()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** What somebody has that can be handed over. */
function useHanded(from: PickedPerson | null): Handed[] {
  const me = useMe();
  const own = from?.id === me.person.id;
  const { data } = useQuery({ ...personQuery(from?.id ?? ''), enabled: Boolean(from) && !own });
  if (own) {
    return me.roles.filter((role) => role.delegable);
  }
  return (data?.roles ?? []).filter((role) => role.delegable);
}
