import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RoleGrantView } from '@/api/schema';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import classes from './PendingGrant.module.css';

interface Props {
  grant: RoleGrantView;
  refusal: string | undefined;
  busy: boolean;
  /** Left out for readers. */
  onConfirm: (() => void) | undefined;
}

/** Who shall be what, where, until when, and who proposed it. */
export function PendingGrant({ grant, refusal, busy, onConfirm }: Props) {
  const places = grant.places.map((place) => place.path).join(m.ui_list_separator());
  return (
    <li className={classes.grant}>
      <div className={classes.what}>
        <p>
          <Link
            to="/people/$personId"
            params={{ personId: grant.person.id }}
            className={classes.name}
          >
            {grant.person.name}
          </Link>
          <span className={classes.role}>{grant.role.title}</span>
        </p>
        <p className={classes.small}>{grant.role.description}</p>
        <p className={classes.facts}>
          <span>{places || m.campus_role_everywhere()}</span>
          {grant.valid_from ? (
            <span>{m.roles_from_day({ date: formatDate(grant.valid_from) })}</span>
          ) : null}
          {grant.valid_until ? (
            <span>{m.campus_role_until({ date: formatDate(grant.valid_until) })}</span>
          ) : null}
          {grant.granted_by ? (
            <span>{m.campus_role_by({ name: grant.granted_by.name })}</span>
          ) : null}
        </p>
        {refusal ? (
          <p className={classes.refusal} role="alert">
            {refusal}
          </p>
        ) : null}
      </div>
      {onConfirm ? (
        <Button
          variant="default"
          loading={busy}
          onClick={onConfirm}
          aria-label={m.campus_grant_confirm_label({
            name: grant.person.name,
            role: grant.role.title,
          })}
        >
          {m.campus_grant_confirm()}
        </Button>
      ) : null}
    </li>
  );
}
