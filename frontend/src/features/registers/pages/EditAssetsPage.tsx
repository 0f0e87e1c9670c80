import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { useMe } from '@/api/me';
import type { EditAssets } from '@/api/schema';
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
import { EditFields } from '../components/EditFields';
import { EditPreview } from '../components/EditPreview';
import { changeOf, type EditTarget, editBody, type Ticked } from '../edit';
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
        title={m.imports_edit()}
        facts={
          nobody
            ? null
            : ids
              ? m.imports_edit_lead({ count: formatNumber(ids.length) })
              : m.imports_edit_lead_filter()
        }
      />
      {nobody ? (
        <EmptyState
          title={m.imports_edit_nobody()}
          text={m.imports_edit_nobody_text()}
          action={
            <LinkButton size="md" to="/assets">
              {m.imports_edit_to_list()}
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
  const [settled] = useDebouncedValue(body, 400);
  const query = useQuery({
    queryKey: ['registers', 'edit', settled],
    queryFn: ({ signal }) =>
      settled ? post({ ...settled, dry_run: true }, undefined, signal) : null,
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const pending = JSON.stringify(settled) !== JSON.stringify(body);
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
  const [ticked, setTicked] = useState<Ticked>({});
  const change = changeOf(ticked);
  const body = change && editBody(target, change);
  const { found, error, stale, retry } = usePreview(body);
  const submission = useSubmission({
    name: 'registers.edit',
    owner: person.id,
    initialValues: {},
    send: (_, key) =>
      post({ ...editBody(target, change ?? {}), dry_run: false, state: found?.state }, key),
    onAccepted: async ({ changed }) => {
      await queryClient.invalidateQueries({ queryKey: ['registers'] });
      announce(m.imports_edit_done(), m.imports_edit_done_text({ count: formatNumber(changed) }));
      await router.navigate({ to: '/assets' });
    },
  });
  const ready = found !== null && !stale && found.changed > 0 && found.refused.length === 0;
  return (
    <div className={classes.page}>
      <FormAlert notice={submission.notice} />
      <FormSection title={m.imports_edit_which()} text={m.imports_edit_which_text()}>
        <EditFields ticked={ticked} onChange={setTicked} />
      </FormSection>
      <FormSection title={m.imports_edit_preview()}>
        {error ? (
          <ErrorState error={error} onRetry={retry} />
        ) : found ? (
          <EditPreview found={found} stale={stale} onDrop={onDrop} />
        ) : (
          <p className={classes.quiet}>{m.imports_edit_preview_none()}</p>
        )}
      </FormSection>
      <form onSubmit={submission.onSubmit} noValidate>
        <SubmitBar>
          <Button type="submit" disabled={!ready} loading={submission.sending}>
            {found ? m.imports_edit_do({ count: formatNumber(found.changed) }) : m.imports_edit()}
          </Button>
        </SubmitBar>
      </form>
    </div>
  );
}
