import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { pages } from '@/api/keyset';
import { problemOf } from '@/api/problem';
import type { NoticeDeliveryView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CardList } from '@/ui/CardList';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { ListView } from '@/ui/ListView';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from '../inbox.module.css';
import { deliveriesQuery, NOTICES } from '../queries';
import { STATUS_WORDS, WHAT_WORDS } from '../words';

/** Whether each message arrived, and when the next try is. */
export function DeliveryLog() {
  const query = useInfiniteQuery({ ...deliveriesQuery, refetchOnWindowFocus: true });
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">{m.notices_log()}</h2>
      <ListView
        rows={pages(query.data)}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={false}
        onClearFilters={() => undefined}
        empty={<EmptyState title={m.notices_log_none()} text={m.notices_log_none_text()} />}
      >
        {(rows) => (
          <CardList
            label={m.notices_log()}
            rows={rows}
            rowKey={(row) => row.id}
            card={(row) => <Delivery row={row} />}
            paging={query}
          />
        )}
      </ListView>
    </section>
  );
}

function Delivery({ row }: { row: NoticeDeliveryView }) {
  const { tone, word } = STATUS_WORDS[row.status];
  const to = row.person ? `${row.channel_name} → ${row.person.name}` : row.channel_name;
  return (
    <>
      <p>
        {WHAT_WORDS[row.what]()} · {to}
      </p>
      <p className={`${classes.row} ${classes.quiet}`}>
        <StatusBadge tone={tone}>{word()}</StatusBadge>{' '}
        <DateText value={row.ended_at ?? row.created_at} hour />
        {row.attempts > 1 ? ` · ${m.notices_attempts({ count: row.attempts })}` : null}
        {row.next_at ? (
          <>
            {' · '}
            {m.notices_next()} <DateText value={row.next_at} hour />
          </>
        ) : null}
      </p>
      {row.status === 'failed' ? <SendAgain id={row.id} /> : null}
    </>
  );
}

function SendAgain({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function again(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      const params = { path: { id } };
      await read(api.POST('/api/v1/notice-deliveries/{id}/send-again', { params, body: {} }));
      await queryClient.invalidateQueries({ queryKey: NOTICES });
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer());
    }
    setBusy(false);
  }
  return (
    <>
      {trouble ? <p role="alert">{trouble}</p> : null}
      <Button variant="default" size="md" loading={busy} onClick={() => void again()}>
        {m.notices_send_again()}
      </Button>
    </>
  );
}
