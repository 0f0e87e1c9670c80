import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NoticeChannelView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CardList } from '@/ui/CardList';
import { Dialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { IconBell } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { PageHeader } from '@/ui/PageHeader';
import { Channel } from '../components/Channel';
import { ChannelForm } from '../components/ChannelForm';
import { DeliveryLog } from '../components/DeliveryLog';
import classes from '../inbox.module.css';
import { channelsQuery } from '../queries';

/** The school's groups, hooks and mail server, and what was sent to them. */
export function ChannelsPage() {
  const query = useQuery(channelsQuery);
  const [form, setForm] = useState<'new' | NoticeChannelView | null>(null);
  return (
    <>
      <PageHeader
        back={{ to: '/settings', label: m.shell_nav_settings() }}
        title={m.notices_channels()}
        facts={m.notices_channels_lead()}
        primary={<Button onClick={() => setForm('new')}>{m.notices_channel_add()}</Button>}
      />
      <div className={classes.parts}>
        <ListView
          rows={query.data}
          error={query.error}
          onRetry={() => void query.refetch()}
          filtered={false}
          onClearFilters={() => undefined}
          empty={
            <EmptyState
              icon={IconBell}
              title={m.notices_channels_none()}
              text={m.notices_channels_none_text()}
            />
          }
        >
          {(channels) => (
            <CardList
              label={m.notices_channels()}
              rows={channels}
              rowKey={(channel) => channel.id}
              card={(channel) => <Channel channel={channel} onEdit={() => setForm(channel)} />}
            />
          )}
        </ListView>
        <DeliveryLog />
      </div>
      <Dialog
        title={form === 'new' ? m.notices_channel_add() : (form?.name ?? '')}
        open={form !== null}
        onClose={() => setForm(null)}
      >
        <ChannelForm channel={form === 'new' ? null : form} onDone={() => setForm(null)} />
      </Dialog>
    </>
  );
}
