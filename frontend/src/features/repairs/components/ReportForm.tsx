import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe, usePermission } from '@/api/me';
import type { CaseView, LocationRef } from '@/api/schema';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { DraftNotice } from '@/ui/DraftNotice';
import { ErrorState } from '@/ui/ErrorState';
import { FormAlert } from '@/ui/FormAlert';
import { IconMapPin } from '@/ui/icons';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { SubmitBar } from '@/ui/SubmitBar';
import { TextArea } from '@/ui/TextArea';
import { refreshCases } from '../acts';
import { categoriesQuery, dayQuery } from '../queries';
import { EMPTY_REPORT, reportBody, reportRules } from '../report-form';
import { BehalfFields } from './BehalfFields';
import { CategoryPicker } from './CategoryPicker';
import { OpenHere } from './OpenHere';
import { Photos } from './Photos';
import classes from './ReportForm.module.css';
import { SpotFields } from './SpotFields';

interface Props {
  room: LocationRef;
  assetId: string | undefined;
  onChange: () => void;
  onReported: (cases: CaseView[]) => void;
}

export function ReportForm({ room, assetId, onChange, onReported }: Props) {
  const { person, school } = useMe();
  const queryClient = useQueryClient();
  const onBehalf = usePermission('repair_cases.report_on_behalf');
  const repairs = usePermission('repair_cases.take');
  const categories = useQuery(categoriesQuery);
  const known = useQuery(knownQuery(room));
  // What is known here stands above the buttons: coming later, it would push them away from under the thumb.
  const looking = known.isPending && known.fetchStatus === 'fetching' && known.failureCount === 0;
  const [waiting, setWaiting] = useState(false);
  const submission = useSubmission({
    name: `repairs.report.${room.id}`,
    owner: person.id,
    keepDraft: true,
    initialValues: EMPTY_REPORT,
    validate: reportRules,
    send: (values, key) =>
      read(
        api.POST('/api/v1/repair-cases', {
          params: { header: { 'Idempotency-Key': key } },
          body: { ...reportBody(values, room.id, school.time_zone), asset_id: assetId },
        }),
      ),
    onAccepted: ({ items }) => {
      refreshCases(queryClient);
      onReported(items);
    },
  });
  const { form, sending, notice, onSubmit } = submission;
  if (!categories.data || looking) {
    return categories.error ? (
      <ErrorState error={categories.error} onRetry={() => void categories.refetch()} />
    ) : (
      <PageSkeleton />
    );
  }
  return (
    <>
      <RoomHead room={room} onChange={onChange} />
      <KnownHere room={room} owner={person.id} />
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <FormAlert notice={notice} />
        <DraftNotice restoredFrom={submission.restoredFrom} onDiscard={submission.discard} />
        <CategoryPicker
          categories={categories.data.items}
          value={form.values.faults}
          onChange={(faults) => {
            form.setFieldValue('faults', faults);
            form.clearFieldError('faults');
          }}
          error={form.errors.faults}
        />
        <TextArea
          label={m.repairs_text()}
          placeholder={m.repairs_text_example()}
          rows={2}
          {...form.getInputProps('text')}
        />
        <Photos
          key={submission.restoredFrom}
          most={9}
          value={form.values.upload_ids}
          onChange={(ids) => form.setFieldValue('upload_ids', ids)}
          onWaiting={setWaiting}
          errors={form.errors}
        />
        {onBehalf ? <BehalfFields form={form} zone={school.time_zone} /> : null}
        {repairs ? <SpotFields form={form} /> : null}
        <SubmitBar>
          <Button type="submit" loading={sending} disabled={waiting}>
            {form.values.spot ? m.repairs_send_fixed() : m.repairs_send()}
          </Button>
        </SubmitBar>
      </form>
    </>
  );
}

function RoomHead({ room, onChange }: { room: LocationRef; onChange: () => void }) {
  return (
    <div className={classes.room}>
      <IconMapPin size={24} stroke={1.6} aria-hidden />
      <div>
        <h2>{room.name}</h2>
        <p>{room.path}</p>
      </div>
      <Button variant="default" onClick={onChange}>
        {m.repairs_other_room()}
      </Button>
    </div>
  );
}

function knownQuery(room: LocationRef) {
  return dayQuery({ location_id: room.id }, 20);
}

/** Only a help: when it cannot be read, the report goes on without it. */
function KnownHere({ room, owner }: { room: LocationRef; owner: string }) {
  const queryClient = useQueryClient();
  const { data } = useQuery(knownQuery(room));
  const ids = new Map(data?.items.map((row) => [row.number, row.id]));
  return data ? (
    <OpenHere
      owner={owner}
      cases={data.items}
      join={async (number, key) => {
        const joined = await read(
          api.POST('/api/v1/repair-cases/{id}/joins', {
            params: { path: { id: ids.get(number) ?? '' }, header: { 'Idempotency-Key': key } },
            body: {},
          }),
        );
        refreshCases(queryClient, joined);
      }}
    />
  ) : null;
}
