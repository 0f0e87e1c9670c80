import { useQuery } from '@tanstack/react-query';
import { usePermission } from '@/api/me';
import type { PersonView } from '@/api/schema';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import { grantsOfQuery } from '../grants';
import { GrantRole } from './GrantRole';
import classes from './RolesPart.module.css';
import { RevokeRole } from './RevokeRole';

/** What somebody may do here, and giving or taking it. */
export function RolesPart({ person }: { person: PersonView }) {
  const grants = usePermission('role_grants.grant');
  // The person's own list names the roles; versions and end dates are only in the list of grants.
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
          {person.roles.map((role) => {
            const grant = data?.find((candidate) => candidate.id === role.grant_id);
            return (
              <li key={role.grant_id} className={classes.role}>
                <div className={classes.what}>
                  <p className={classes.title}>{role.title}</p>
                  <p className={classes.small}>
                    {role.scope_title ?? m.campus_role_everywhere()}
                    {grant?.valid_until
                      ? ` · ${m.campus_role_until({ date: formatDate(grant.valid_until) })}`
                      : null}
                    {grant?.granted_by
                      ? ` · ${m.campus_role_by({ name: grant.granted_by.name })}`
                      : null}
                  </p>
                  {role.pending ? (
                    <StatusBadge tone="waiting">{m.campus_person_pending()}</StatusBadge>
                  ) : null}
                </div>
                {grants && grant ? <RevokeRole grant={grant} /> : null}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
