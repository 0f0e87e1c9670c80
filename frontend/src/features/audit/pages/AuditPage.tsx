import { useInfiniteQuery } from '@tanstack/react-query';
import { pages } from '@/api/keyset';
import { useMe, usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconHistory } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { ListView } from '@/ui/ListView';
import { LoadMore } from '@/ui/LoadMore';
import { PageHeader } from '@/ui/PageHeader';
import { AuditFilterBar } from '../components/AuditFilterBar';
import { EventRow } from '../components/EventRow';
import { ExportAudit } from '../components/ExportAudit';
import { type AuditFilters, auditQuery } from '../queries';
import classes from './AuditPage.module.css';

export type AuditPatch = Partial<Record<keyof AuditFilters, string | undefined>>;

interface Props {
  filters: AuditFilters;
  onChange: (patch: AuditPatch) => void;
}

const NONE: AuditPatch = {
  actor_id: undefined,
  action: undefined,
  subject_id: undefined,
  subject_kind: undefined,
  q: undefined,
  from: undefined,
  to: undefined,
};

/** Everything that was done, newest first; nothing here can be changed by anybody. */
export function AuditPage({ filters, onChange }: Props) {
  const { school } = useMe();
  const seesPeople = usePermission('people.view');
  const seesSeats = usePermission('auditor_seats.view');
  const takes = usePermission('audit_packages.make');
  const query = useInfiniteQuery(auditQuery(filters, school.time_zone));
  const rows = pages(query.data);
  return (
    <>
      <PageHeader
        title={m.shell_nav_audit()}
        facts={m.audit_lead()}
        actions={
          <>
            {seesSeats ? (
              <LinkButton variant="default" to="/auditor-seats">
                {m.auditor_seats()}
              </LinkButton>
            ) : null}
            {takes ? (
              <LinkButton variant="default" to="/audit-desk">
                {m.audit_desk()}
              </LinkButton>
            ) : null}
            <ExportAudit filters={filters} />
          </>
        }
      />
      <AuditFilterBar
        filters={filters}
        rows={rows ?? []}
        seesPeople={seesPeople}
        onChange={onChange}
        onClear={() => onChange(NONE)}
      />
      <ListView
        rows={rows}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={Object.values(filters).some(Boolean)}
        onClearFilters={() => onChange(NONE)}
        empty={<EmptyState icon={IconHistory} title={m.audit_none()} text={m.audit_none_text()} />}
      >
        {(events) => (
          <>
            <ul className={classes.events} aria-label={m.shell_nav_audit()}>
              {events.map((event) => (
                <EventRow key={event.id} event={event} onFilter={onChange} />
              ))}
            </ul>
            <LoadMore paging={query} />
          </>
        )}
      </ListView>
    </>
  );
}
