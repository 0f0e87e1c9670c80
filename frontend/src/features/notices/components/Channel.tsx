import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { NoticeChannelView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { announce } from '@/ui/notices';
import { StatusBadge } from '@/ui/StatusBadge';
import classes from '../inbox.module.css';
import { NOTICES } from '../queries';
import { KIND_WORDS } from '../words';

/** One way out of the house: where it leads, how it stands, and trying it. */
export function Channel({ channel, onEdit }: { channel: NoticeChannelView; onEdit: () => void }) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function test(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      const params = { path: { id: channel.id } };
      await read(api.POST('/api/v1/notice-channels/{id}/test', { params, body: {} }));
      announce(m.notices_test_sent(), m.notices_test_look({ name: channel.name }));
      await queryClient.invalidateQueries({ queryKey: NOTICES });
    } catch (error) {
      setTrouble(problemOf(error)?.detail ?? m.ui_unsent_no_answer());
    }
    setBusy(false);
  }

  return (
    <>
      <p className={classes.row}>
        <strong>{channel.name}</strong>
        <Standing channel={channel} />
      </p>

      <p className={classes.quiet}>
        {KIND_WORDS[channel.kind]()} · {channel.target}
      </p>
      {trouble ? <p role="alert">{trouble}</p> : null}
      <p className={classes.row}>
        <Button variant="default" size="md" loading={busy} onClick={() => void test()}>
          {m.notices_test()}
        </Button>
        <Button
          variant="default"
          size="md"
          onClick={onEdit}
          aria-label={m.notices_channel_edit({ name: channel.name })}
        >
          {m.notices_edit()}
        </Button>
      </p>
    </>
  );
}

function Standing({ channel }: { channel: NoticeChannelView }) {
  if (!channel.enabled) {
    return <StatusBadge tone="idle">{m.notices_channel_off()}</StatusBadge>;
  }
  if (channel.failed > 0) {
    return <StatusBadge tone="alarm">{m.notices_failed({ count: channel.failed })}</StatusBadge>;
  }
  return channel.waiting > 0 ? (
    <StatusBadge tone="waiting">{m.notices_waiting({ count: channel.waiting })}</StatusBadge>
  ) : (
    <StatusBadge tone="done">{m.notices_channel_on()}</StatusBadge>
  );
}
