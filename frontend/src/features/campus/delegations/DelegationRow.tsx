import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type { DelegationView } from '@/api/schema';
import { orNewest } from '@/api/stale';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { AskFirst } from '@/ui/AskFirst';
import { StatusBadge } from '@/ui/StatusBadge';
import parts from '../components/RolesPart.module.css';

const PEOPLE = ['campus', 'people'];

/** Who stands in for whom, in what, from when until when, and why. */
export function DelegationRow({ of }: { of: DelegationView }) {
  const dates = { from: formatDate(of.starts_on), until: formatDate(of.ends_on) };
  const decidedByOther = of.decided_by.id !== of.from.id;
  return (
    <li className={parts.role}>
      <div className={parts.what}>
        <p className={parts.title}>{m.roles_stands_in({ to: of.to.name, from: of.from.name })}</p>
        <p className={parts.facts}>
          <span>{of.roles.map((role) => role.title).join(m.ui_list_separator())}</span>
          <span>{m.roles_days(dates)}</span>
          <span>{of.reason}</span>
          {decidedByOther ? <span>{m.roles_decided_by({ name: of.decided_by.name })}</span> : null}
        </p>
        <State of={of} />
      </div>
      {of.may_end ? <End of={of} /> : null}
    </li>
  );
}

function State({ of }: { of: DelegationView }) {
  if (of.state === 'holds') {
    return <StatusBadge tone="held">{m.roles_state_holds()}</StatusBadge>;
  }
  return of.state === 'planned' ? (
    <StatusBadge tone="waiting">{m.roles_state_planned()}</StatusBadge>
  ) : (
    <StatusBadge tone="idle">{m.roles_state_over()}</StatusBadge>
  );
}

function End({ of }: { of: DelegationView }) {
  const queryClient = useQueryClient();
  return (
    <AskFirst
      name={`campus.delegation.end.${of.id}`}
      label={m.roles_end()}
      variant="subtle"
      title={m.roles_end_title()}
      text={m.roles_end_text({ to: of.to.name, from: of.from.name })}
      act={m.roles_end_do()}
      send={(key) => {
        const params = {
          path: { id: of.id },
          header: { ...ifMatch(of.version), 'Idempotency-Key': key },
        };
        return orNewest(
          queryClient,
          PEOPLE,
          read(api.POST('/api/v1/delegations/{id}/end', { params })),
        );
      }}
      onDone={() => queryClient.invalidateQueries({ queryKey: PEOPLE })}
    />
  );
}
