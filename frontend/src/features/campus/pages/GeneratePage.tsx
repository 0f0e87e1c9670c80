import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import { treeQuery } from '@/api/places';
import { formErrors, ProblemError, problemOf } from '@/api/problem';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { FormAlert } from '@/ui/FormAlert';
import { PageHeader } from '@/ui/PageHeader';
import { PlacePicker } from '@/ui/PlacePicker';
import { SubmitBar } from '@/ui/SubmitBar';
import { RoomPlan } from '../components/RoomPlan';
import { type GenerateValues, generateRequest, initialGenerate, plausible } from '../generate';
import classes from './GeneratePage.module.css';

/** "致远楼, 4 floors, 6 rooms each": a building in one go, seen before it is made. */
export function GeneratePage() {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { data: places } = useQuery(treeQuery);
  const submission = useSubmission({
    name: 'campus.generate',
    owner: person.id,
    initialValues: initialGenerate(),
    send: (values, key) =>
      read(
        api.POST('/api/v1/locations/generate', {
          body: generateRequest(values, false),
          headers: { 'Idempotency-Key': key },
        }),
      ).catch((error: unknown) => {
        throw atBuilding(error);
      }),
    onAccepted: async ({ building }) => {
      await queryClient.invalidateQueries({ queryKey: ['campus', 'places'] });
      await (building
        ? router.navigate({ to: '/places/$locationId', params: { locationId: building.id } })
        : router.navigate({ to: '/places' }));
    },
  });
  const { values, getInputProps, setFieldValue } = submission.form;
  const preview = usePreview(values);
  const errors = preview.problem ? formErrors(preview.problem, values).fields : {};
  const count = preview.rooms?.length ?? 0;
  const number = (field: keyof GenerateValues & string) => ({
    inputMode: 'numeric' as const,
    ...getInputProps(field),
    error: getInputProps(field).error ?? errors[field],
  });
  return (
    <>
      <PageHeader
        back={{ to: '/places', label: m.shell_nav_places() }}
        title={m.campus_generate()}
        facts={m.campus_generate_lead()}
      />
      <form className={classes.form} onSubmit={submission.onSubmit} noValidate>
        <FormAlert notice={submission.notice} />
        <div className={classes.fields}>
          <TextInput
            className={classes.whole}
            label={m.campus_generate_building()}
            placeholder={m.campus_generate_building_example()}
            autoComplete="off"
            {...getInputProps('building')}
          />
          <TextInput label={m.campus_generate_floors()} {...number('floors')} />
          <TextInput label={m.campus_generate_rooms()} {...number('rooms_per_floor')} />
          <TextInput label={m.campus_generate_first()} {...number('first_floor')} />
          <TextInput
            label={m.campus_generate_prefix()}
            placeholder={m.campus_generate_prefix_example()}
            autoComplete="off"
            {...getInputProps('prefix')}
          />
          {places?.some((place) => place.kind === 'campus') ? (
            <PlacePicker
              label={m.campus_kind_campus()}
              kinds={['campus']}
              value={values.campus_id}
              onChange={(id) => setFieldValue('campus_id', id)}
            />
          ) : null}
        </div>
        <RoomPlan
          rooms={preview.rooms}
          perFloor={Number(values.rooms_per_floor)}
          first={Number(values.first_floor)}
          trouble={preview.trouble}
        />
        <SubmitBar note={count > 0 ? m.campus_generate_note() : undefined}>
          <Button type="submit" loading={submission.sending} disabled={count === 0}>
            {count > 0 ? m.campus_generate_do({ count }) : m.campus_generate()}
          </Button>
        </SubmitBar>
      </form>
    </>
  );
}

/** A building that is there already is refused as any place is, by "/name"; here the field is "building". */
function atBuilding(error: unknown): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const errors = error.problem.errors.map((field) =>
    field.pointer === '/name' ? { ...field, pointer: '/building' } : field,
  );
  return new ProblemError({ ...error.problem, errors });
}

/** What the server would make, asked anew after each pause in typing. */
function usePreview(values: GenerateValues) {
  const [settled] = useDebouncedValue(values, 300);
  const body = generateRequest(settled, true);
  const { data, error } = useQuery({
    queryKey: ['campus', 'generate', body],
    queryFn: ({ signal }) => read(api.POST('/api/v1/locations/generate', { body, signal })),
    enabled: plausible(settled),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const problem = problemOf(error);
  return {
    rooms: plausible(settled) && !error ? data?.rooms : undefined,
    problem,
    trouble: problem?.detail ?? (error ? m.ui_offline_text() : undefined),
  };
}
