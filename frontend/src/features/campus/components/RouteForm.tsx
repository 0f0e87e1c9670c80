import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import { useMe } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { AddRouteBody } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PlacePicker } from '@/ui/PlacePicker';
import { SubmitBar } from '@/ui/SubmitBar';
import { repairWorkersQuery } from '../queries';
import form from './form.module.css';
import type { RouteTarget } from './RepairRoutes';

interface Values extends Record<string, unknown> {
  building_id: string | null;
  worker_id: string;
  deputy_id: string;
}

/** The worker of a category, everywhere or in one building, and who stands in for him. */
export function RouteForm({ target, onDone }: { target: RouteTarget; onDone: () => void }) {
  const { person } = useMe();
  const { rule, reach } = target;
  const queryClient = useQueryClient();
  const workers = useQuery(repairWorkersQuery);
  const initialValues: Values = {
    building_id: rule?.building?.id ?? null,
    worker_id: rule?.worker.id ?? '',
    deputy_id: rule?.deputy?.id ?? '',
  };
  const done = async () => {
    await queryClient.invalidateQueries({ queryKey: ['campus', 'repair-routes'] });
    onDone();
  };
  const submission = useSubmission({
    name: `campus.route.${target.category ?? 'all'}.${rule?.id ?? reach}`,
    owner: person.id,
    initialValues,
    validate: {
      worker_id: (id) => (id ? null : m.ui_required()),
      building_id: (id) => (reach === 'general' || id ? null : m.ui_required()),
    },
    send: ({ building_id, worker_id, deputy_id }) => {
      const who = { worker_id, deputy_id: deputy_id || null };
      if (rule) {
        const params = { path: { id: rule.id }, header: ifMatch(rule.version) };
        const change = read(api.PUT('/api/v1/repair-routes/{id}', { params, body: who }));
        return orNewest(queryClient, ['campus', 'repair-routes'], change);
      }
      const category = target.category as AddRouteBody['category'];
      return read(api.POST('/api/v1/repair-routes', { body: { ...who, category, building_id } }));
    },
    onAccepted: done,
  });
  const { values, errors, setFieldValue, getInputProps } = submission.form;
  const people = options(workers.data, rule);
  return (
    <form className={form.form} onSubmit={submission.onSubmit} noValidate>
      <FormAlert notice={submission.notice} />
      {reach === 'building' && !rule ? (
        <PlacePicker
          label={m.campus_kind_building()}
          kinds={['building']}
          value={values.building_id}
          onChange={(id) => setFieldValue('building_id', id)}
          error={errors.building_id}
          data-path="building_id"
        />
      ) : (
        <p className={form.text}>{rule?.building?.path ?? m.campus_routes_all_buildings()}</p>
      )}
      <NativeSelect
        label={m.campus_routes_worker()}
        data={[{ value: '', label: m.campus_routes_choose() }, ...people]}
        description={workers.isError ? problemOf(workers.error)?.detail : undefined}
        {...getInputProps('worker_id')}
      />
      <NativeSelect
        label={m.campus_routes_deputy()}
        description={m.campus_routes_deputy_hint()}
        data={[
          { value: '', label: m.campus_routes_no_deputy() },
          ...people.filter(({ value }) => value !== values.worker_id),
        ]}
        {...getInputProps('deputy_id')}
      />
      <SubmitBar>
        {rule ? <RemoveRule rule={rule} onDone={done} /> : null}
        <Button type="submit" loading={submission.sending}>
          {m.campus_save()}
        </Button>
      </SubmitBar>
    </form>
  );
}

/** Those who may be chosen now, and those who stand in the rule already. */
function options(
  workers: readonly { id: string; name: string; open_cases: number }[] | undefined,
  rule: RouteTarget['rule'],
) {
  const known = (workers ?? []).map((worker) => ({
    value: worker.id,
    label: m.campus_routes_worker_load({ name: worker.name, count: worker.open_cases }),
  }));
  const standing = [rule?.worker, rule?.deputy]
    .filter((person) => person !== null && person !== undefined)
    .filter((person) => !known.some(({ value }) => value === person.id))
    .map((person) => ({ value: person.id, label: person.name }));
  return [...known, ...standing];
}

/** Reversible in two taps, so it is not asked twice. */
function RemoveRule(props: {
  rule: NonNullable<RouteTarget['rule']>;
  onDone: () => Promise<void>;
}) {
  const queryClient = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  const { rule } = props;
  async function remove(): Promise<void> {
    try {
      await orNewest(
        queryClient,
        ['campus', 'repair-routes'],
        read(
          api.DELETE('/api/v1/repair-routes/{id}', {
            params: { path: { id: rule.id }, header: ifMatch(rule.version) },
          }),
        ),
      );
      await props.onDone();
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer());
    }
  }
  return (
    <>
      {trouble ? <p role="alert">{trouble}</p> : null}
      <Button variant="default" onClick={() => void remove()}>
        {m.campus_routes_remove()}
      </Button>
    </>
  );
}
