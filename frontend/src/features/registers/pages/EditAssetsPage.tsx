import { Button } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { EditAssets, EditedAssets } from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { useSubmission } from '@/offline/use-submission';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { FormAlert } from '@/ui/FormAlert';
import { FormSection } from '@/ui/FormSection';
import { LinkButton } from '@/ui/LinkButton';
import { announce } from '@/ui/notices';
import { PageHeader } from '@/ui/PageHeader';
import { SubmitBar } from '@/ui/SubmitBar';
import { useSettled } from '@/ui/use-settled';
import { EditFields } from '../components/EditFields';
import { EditPreview } from '../components/EditPreview';
import {
  changeOf,
  type EditTarget,
  editBody,
  type ManyValues,
  NOTHING,
  unwrapChange,
} from '../edit-many';
import classes from './EditAssetsPage.module.css';

/** Many cards, changed alike: seen before it is done, and done exactly as it was seen. */
export function EditAssetsPage({ target }: { target: EditTarget }) {
  const [dropped, setDropped] = useState<readonly string[]>([]);
  const ids = target.ids?.filter((id) => !dropped.includes(id));
  const nobody = ids ? ids.length === 0 : !target.filter;
  return (
    <>
      <PageHeader
        back={{ to: '/assets', label: m.shell_nav_assets() }}
        title={m.cards_many()}
        facts={
          nobody
            ? null
            : ids
              ? m.cards_many_lead({ count: formatNumber(ids.length) })
              : m.cards_many_lead_filter()
        }
      />
      {nobody ? (
        <EmptyState
          title={m.cards_many_nobody()}
          text={m.cards_many_nobody_text()}
          action={
            <LinkButton size="md" to="/assets">
              {m.cards_many_to_list()}
            </LinkButton>
          }
        />
      ) : (
        <Edit
          target={{ ids, filter: target.filter }}
          onDrop={ids && ((more) => setDropped([...dropped, ...more]))}
        />
      )}
    </>
  );
}

const post = (body: EditAssets, key?: string, signal?: AbortSignal) =>
  read(
    api.POST('/api/v1/asset-edits', {
      body,
      signal,
      headers: key ? { 'Idempotency-Key': key } : {},
    }),
  );

/** The dry run of what is typed, after a pause. */
function usePreview(body: EditAssets | null) {
  const { settled, pending } = useSettled(body);
  const query = useQuery({
    queryKey: ['registers', 'edit', settled],
    queryFn: ({ signal }) =>
      settled ? post({ ...settled, dry_run: true }, undefined, signal) : null,
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  return {
    found: body ? (query.data ?? null) : null,
    error: body && !pending ? query.error : null,
    stale: pending || query.isPlaceholderData || query.isFetching,
    retry: () => void query.refetch(),
  };
}

interface EditProps {
  target: EditTarget;
  onDrop: ((ids: readonly string[]) => void) | undefined;
}

function Edit({ target, onDrop }: EditProps) {
  const { person } = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const submission = useSubmission<ManyValues, EditedAssets>({
    name: 'registers.edit',
    owner: person.id,
    initialValues: NOTHING,
    send: async (values, key) => {
      const asSeen = { dry_run: false, state: found?.state };
      try {
        return await post({ ...editBody(target, changeOf(ticked, values) ?? {}), ...asSeen }, key);
      } catch (refused) {
        throw unwrapChange(refused);
      }
    },
    onAccepted: async ({ changed }) => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      announce(m.cards_many_done(), m.cards_many_done_text({ count: formatNumber(changed) }));
      await router.navigate({ to: '/assets', search: target.ids ? {} : target.filter });
    },
  });
  const { form } = submission;
  const change = changeOf(ticked, form.values);
  const { found, error, stale, retry } = usePreview(change && editBody(target, change));
  const ready = found !== null && !stale && found.changed > 0 && found.refused.length === 0;
  return (
    <div className={classes.page}>
      <FormAlert notice={submission.notice} />
      <FormSection title={m.cards_many_which()} text={m.cards_many_which_text()}>
        <EditFields form={form} ticked={ticked} onTick={setTicked} />
      </FormSection>
      <FormSection title={m.cards_many_preview()}>
        {error ? (
          <ErrorState error={error} onRetry={retry} />
        ) : found ? (
          <EditPreview found={found} stale={stale} onDrop={onDrop} />
        ) : (
          <p className={classes.quiet}>{m.cards_many_preview_none()}</p>
        )}
      </FormSection>
      <form onSubmit={submission.onSubmit} noValidate>
        <SubmitBar>
          <Button type="submit" disabled={!ready} loading={submission.sending}>
            {found ? m.cards_many_do({ count: formatNumber(found.changed) }) : m.cards_many()}
          </Button>
        </SubmitBar>
      </form>
    </div>
  );
}
