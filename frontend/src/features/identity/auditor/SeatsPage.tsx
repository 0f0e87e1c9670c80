import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/api/client';
import { pages } from '@/api/keyset';
import { useMe, usePermission } from '@/api/me';
import type { AuditorCodeView, SealedCode } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { AskFirst } from '@/ui/AskFirst';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { IconShieldCheck } from '@/ui/icons';
import { ListView } from '@/ui/ListView';
import { LoadMore } from '@/ui/LoadMore';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { StatusBadge } from '@/ui/StatusBadge';
import { CodeSheet } from './CodeSheet';
import { AUDITORS, codeQuery, seatsQuery } from './queries';
import { SeatRow } from './SeatRow';
import classes from './SeatsPage.module.css';

/** The code in the envelope, and who sits in an auditor's seat. */
export function SeatsPage() {
  const query = useInfiniteQuery(seatsQuery);
  return (
    <>
      <PageHeader title={m.auditor_seats()} facts={m.auditor_seats_lead()} />
      <Envelope />
      <section aria-labelledby="seats" className={classes.part} data-screen-only>
        <h2 id="seats" className={classes.heading}>
          {m.auditor_seats_list()}
        </h2>
        <ListView
          rows={pages(query.data)}
          error={query.error}
          onRetry={() => void query.refetch()}
          filtered={false}
          onClearFilters={() => {}}
          empty={<EmptyState icon={IconShieldCheck} title={m.auditor_seats_none()} />}
        >
          {(rows) => (
            <>
              <ul className={classes.seats}>
                {rows.map((seat) => (
                  <SeatRow key={seat.id} seat={seat} />
                ))}
              </ul>
              <LoadMore paging={query} />
            </>
          )}
        </ListView>
      </section>
    </>
  );
}

function Envelope() {
  const { school } = useMe();
  const queryClient = useQueryClient();
  const manages = usePermission('auditor_seats.manage');
  const [made, setMade] = useState<SealedCode | null>(null);
  const query = useQuery(codeQuery);
  return (
    <section aria-labelledby="envelope" className={classes.part}>
      <div data-screen-only>
        <h2 id="envelope" className={classes.heading}>
          {m.auditor_envelope()}
        </h2>
        {query.data ? (
          <Sealed code={query.data} />
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <PageSkeleton />
        )}
        {manages ? (
          <div className={classes.acts}>
            <AskFirst
              name="identity.auditor-code"
              label={m.auditor_make()}
              title={m.auditor_make()}
              text={m.auditor_make_text()}
              act={m.auditor_make_do()}
              send={async () => {
                setMade(await read(api.POST('/api/v1/auditor-code')));
              }}
              onDone={() => queryClient.invalidateQueries({ queryKey: AUDITORS })}
            />
          </div>
        ) : null}
        {made ? (
          <p role="status" className={classes.once}>
            {m.auditor_seal_lead()}
          </p>
        ) : null}
      </div>
      {made ? (
        <CodeSheet
          code={made.code}
          school={made.school}
          base={school.public_url ?? window.location.origin}
          madeAt={made.made_at}
        />
      ) : null}
    </section>
  );
}

/** Whether there is one, since when, and what became of the one before. */
function Sealed({ code }: { code: AuditorCodeView }) {
  if (code.sealed && code.made_at) {
    const by = code.made_by?.name ?? m.auditor_by_set_up();
    return (
      <p className={classes.line}>
        <StatusBadge tone="done">{m.auditor_state_sealed()}</StatusBadge>
        {m.auditor_made({ at: formatExact(code.made_at), by })}
      </p>
    );
  }
  return (
    <p className={classes.line}>
      <StatusBadge tone="waiting">{m.auditor_state_none()}</StatusBadge>
      {code.used_at ? m.auditor_used({ at: formatExact(code.used_at) }) : m.auditor_never_made()}
    </p>
  );
}
