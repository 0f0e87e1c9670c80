import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import type { SessionView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { ErrorState } from '@/ui/ErrorState';
import { IconDeviceDesktop } from '@/ui/icons';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { deviceName } from '../device';
import { sessionsQuery } from '../queries';
import { useAct } from '../use-act';
import classes from './Devices.module.css';

/** Where one is signed in, and ending what one does not know. */
export function Devices() {
  const query = useQuery(sessionsQuery);
  return (
    <section aria-labelledby="devices">
      <h2 id="devices">{m.identity_devices()}</h2>
      <p className={classes.lead}>{m.identity_devices_lead()}</p>
      {query.data ? (
        <ul className={classes.devices}>
          {query.data.map((session) => (
            <Device key={session.id} session={session} />
          ))}
        </ul>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </section>
  );
}

function Device({ session }: { session: SessionView }) {
  const queryClient = useQueryClient();
  const name = deviceName(session.device) ?? m.identity_device_unknown();

  const { busy, trouble, run } = useAct(async () => {
    await read(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id: session.id } } }));
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  });

  return (
    <li className={classes.device}>
      <IconDeviceDesktop size={20} stroke={1.6} aria-hidden />
      <div className={classes.what}>
        <p title={session.device}>{name}</p>
        <p className={classes.small}>
          {session.address} · <DateText value={session.last_seen_at} hour />
        </p>
        {trouble ? (
          <p className={classes.trouble} role="alert">
            {trouble}
          </p>
        ) : null}
      </div>
      {session.current ? (
        <span className={classes.here}>{m.identity_device_this()}</span>
      ) : (
        <Button
          variant="subtle"
          loading={busy}
          onClick={run}
          aria-label={m.identity_device_end_label({ name })}
        >
          {m.identity_device_end()}
        </Button>
      )}
    </li>
  );
}
