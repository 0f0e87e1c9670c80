import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch, read } from '@/api/client';
import type { AuditorSeatView } from '@/api/schema';
import { formatDate, formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { StatusBadge } from '@/ui/StatusBadge';
import { AUDITORS } from './queries';
import classes from './SeatsPage.module.css';

/** Who, of which unit, since when and until when. */
export function SeatRow({ seat }: { seat: AuditorSeatView }) {
  return (
    <li className={classes.seat}>
      <div className={classes.what}>
        <p className={classes.title}>
          {seat.name} · {seat.unit}
        </p>
        <p className={classes.facts}>
          <span>{m.auditor_opened_at({ at: formatExact(seat.opened_at) })}</span>
          <span>{m.auditor_until({ day: formatDate(seat.last_day) })}</span>
          {seat.ended_by ? (
            <span>
              {m.auditor_ended_by({ name: seat.ended_by.name, reason: seat.end_reason ?? '' })}
            </span>
          ) : null}
        </p>
        {seat.open ? (
          <StatusBadge tone="held">{m.auditor_seat_open()}</StatusBadge>
        ) : (
          <StatusBadge tone="idle">{m.auditor_seat_over()}</StatusBadge>
        )}
      </div>
      {seat.may_end ? <End seat={seat} /> : null}
    </li>
  );
}

function End({ seat }: { seat: AuditorSeatView }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {m.auditor_end()}
      </Button>
      <ReasonDialog
        name={`identity.auditor-seat.end.${seat.id}`}
        title={m.auditor_end()}
        text={m.auditor_end_text({ name: seat.name })}
        reasonLabel={m.auditor_end_reason()}
        shown={AUDITORS}
        open={open}
        onClose={() => setOpen(false)}
        act={(reason, key) =>
          read(
            api.POST('/api/v1/auditor-seats/{id}/end', {
              params: {
                path: { id: seat.id },
                header: { ...ifMatch(seat.version), 'Idempotency-Key': key },
              },
              body: { reason },
            }),
          )
        }
        onDone={() => void queryClient.invalidateQueries({ queryKey: AUDITORS })}
      />
    </>
  );
}
