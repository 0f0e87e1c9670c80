import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { pages } from '@/api/keyset';
import { summaryQuery } from '@/api/me';
import { problemOf } from '@/api/problem';
import type { NoticeView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CardList } from '@/ui/CardList';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar } from '@/ui/FilterBar';
import { IconBell } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from '../inbox.module.css';
import { inboxQuery, NOTICES } from '../queries';

interface Props {
  unread: boolean;
  onUnread: (unread: boolean) => void;
}

/** What this person was told, the newest first. Going to it is reading it. */
export function InboxPage({ unread, onUnread }: Props) {
  const query = useInfiniteQuery(inboxQuery(unread));
  const rows = pages(query.data);
  return (
    <>
      <PageHeader
        title={m.notices_title()}
        actions={
          <>
            <LinkButton to="/notices/preferences" variant="default" size="md">
              {m.notices_preferences()}
            </LinkButton>
            {rows?.some((row) => !row.read_at) ? <ReadAll /> : null}
          </>
        }
      />
      <FilterBar
        filters={[
          {
            name: 'unread',
            label: m.notices_show(),
            options: [{ value: 'yes', label: m.notices_unread() }],
          },
        ]}
        values={{ unread: unread ? 'yes' : undefined }}
        onChange={(patch) => onUnread(patch.unread === 'yes')}
      />
      <ListView
        rows={rows}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={unread}
        onClearFilters={() => onUnread(false)}
        empty={<EmptyState icon={IconBell} title={m.notices_none()} text={m.notices_none_text()} />}
      >
        {(notices) => (
          <CardList
            label={m.notices_title()}
            rows={notices}
            rowKey={(notice) => notice.id}
            card={(notice) => <Notice notice={notice} />}
            paging={query}
          />
        )}
      </ListView>
    </>
  );
}

function Notice({ notice }: { notice: NoticeView }) {
  const queryClient = useQueryClient();
  // Nobody waits for it, and what failed stays unread.
  function markRead(): void {
    if (notice.read_at) {
      return;
    }
    const params = { path: { id: notice.id } };
    read(api.POST('/api/v1/notices/{id}/read', { params, body: {} }))
      .then(() => refresh(queryClient))
      .catch(() => undefined);
  }
  return (
    <>
      <p className={notice.read_at ? classes.read : undefined}>
        <Link to={notice.link} onClick={markRead}>
          {notice.text}
        </Link>
      </p>
      <p className={`${classes.row} ${classes.quiet}`}>
        {notice.read_at ? null : (
          <StatusBadge tone={notice.urgent ? 'alarm' : 'waiting'}>
            {notice.urgent ? m.notices_urgent() : m.notices_new()}
          </StatusBadge>
        )}
        <DateText value={notice.created_at} hour />
      </p>
    </>
  );
}

async function refresh(queryClient: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: [...NOTICES, 'inbox'] }),
    queryClient.invalidateQueries({ queryKey: summaryQuery.queryKey }),
  ]);
}

function ReadAll() {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function readAll(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      await read(api.POST('/api/v1/notices/read-all', { body: {} }));
      await refresh(queryClient);
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer());
    }
    setBusy(false);
  }
  return (
    <>
      {trouble ? <p role="alert">{trouble}</p> : null}
      <Button variant="default" size="md" loading={busy} onClick={() => void readAll()}>
        {m.notices_read_all()}
      </Button>
    </>
  );
}
