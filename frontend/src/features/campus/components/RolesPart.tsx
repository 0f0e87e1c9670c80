import { useQuery } from '@tanstack/react-query';
import { usePermission } from '@/api/me';
import type { HeldRole, PersonView, RoleGrantView } from '@/api/schema';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import { grantsOfQuery } from '../grants';
import { GrantRole } from './GrantRole';
import { RevokeRole } from './RevokeRole';
import classes from './RolesPart.module.css';

/** What somebody may do here, and giving or taking it. */
export function RolesPart({ person }: { person: PersonView }) {
  const grants = usePermission('role_grants.grant');
  // The person's own list names the roles; versions are only in the list of grants.
  const { data } = useQuery(grantsOfQuery(person.id));
  return (
    <section aria-labelledby="roles">
      <div className={classes.head}>
        <h2 id="roles">{m.identity_roles()}</h2>
        {grants && person.active ? <GrantRole person={person} /> : null}
      </div>
      {person.roles.length === 0 ? (
        <p className={classes.none}>{m.campus_roles_none()}</p>
      ) : (
        <ul className={classes.roles}>
          {person.roles.map((role) => (
            <Role
              key={role.grant_id}
              role={role}
              grant={data?.find((candidate) => candidate.id === role.grant_id)}
              revocable={grants}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RoleProps {
  role: HeldRole;
  grant: RoleGrantView | undefined;
  revocable: boolean;
}

function Role({ role, grant, revocable }: RoleProps) {
  const facts = [
    role.scope_title ?? m.campus_role_everywhere(),
    role.valid_from && m.roles_from_day({ date: formatDate(role.valid_from) }),
    role.valid_until && m.campus_role_until({ date: formatDate(role.valid_until) }),
    grant?.granted_by && m.campus_role_by({ name: grant.granted_by.name }),
  ];
  return (
    <li className={classes.role}>
      <div className={classes.what}>
        <p className={classes.title}>{role.title}</p>
        <p className={classes.facts}>
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        {role.pending ? (
          <StatusBadge tone="waiting">{m.campus_person_pending()}</StatusBadge>
        ) : null}
      </div>
      {revocable && grant ? <RevokeRole grant={grant} /> : null}
    </li>
  );
}
