import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import type { PersonView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Facts } from '@/ui/Facts';
import { PageHeader } from '@/ui/PageHeader';
import { StatusBadge } from '@/ui/StatusBadge';
import { AccountPart } from '../components/AccountPart';
import { EditPerson } from '../components/EditPerson';
import { LeavePart } from '../components/LeavePart';
import { RolesPart } from '../components/RolesPart';
import { ShowMailAddress } from '../components/ShowMailAddress';
import { TakeSecondFactor } from '../components/TakeSecondFactor';
import { personQuery } from '../queries';
import { ShowCode } from '../slips/ShowCode';
import classes from './PersonPage.module.css';

/** A person on one screen: facts, roles, sign-in, and leaving. */
export function PersonPage({ personId }: { personId: string }) {
  const { data: person } = useSuspenseQuery(personQuery(personId));
  const manages = usePermission('people.manage');
  const audits = usePermission('audit.view');
  return (
    <>
      <PageHeader
        back={{ to: '/people', label: m.shell_nav_people() }}
        number={person.staff_no ?? undefined}
        title={person.name}
        facts={
          person.active ? null : <StatusBadge tone="idle">{m.campus_person_left()}</StatusBadge>
        }
        actions={manages ? <EditPerson person={person} /> : null}
      />
      <div className={classes.columns}>
        <div className={classes.part}>
          <RolesPart person={person} />
        </div>
        <div className={classes.part}>
          <Facts
            items={[
              { label: m.identity_staff_no(), value: person.staff_no },
              { label: m.campus_person_department(), value: person.department },
              ...(manages
                ? [
                    {
                      label: m.campus_person_phone(),
                      value: person.phone ? (
                        <a href={`tel:${person.phone}`} className={classes.phone}>
                          {person.phone}
                        </a>
                      ) : null,
                    },
                  ]
                : []),
              {
                label: m.campus_account(),
                value: person.has_account ? m.campus_account_yes() : m.campus_account_no(),
              },
            ]}
          />
          <SignInActs person={person} />
          {audits ? (
            <Link to="/audit" search={{ actor_id: person.id }} className={classes.link}>
              {m.campus_person_audit()}
            </Link>
          ) : null}
        </div>
      </div>
    </>
  );
}

/** The ways in, and the way out. */
function SignInActs({ person }: { person: PersonView }) {
  const opensAccounts = usePermission('accounts.manage');
  const givesSlips = usePermission('accounts.issue_slips');
  return (
    <>
      {givesSlips && person.active ? <ShowCode person={person} /> : null}
      {opensAccounts && person.active ? <AccountPart person={person} /> : null}
      {opensAccounts && person.active && person.has_account ? (
        <>
          <TakeSecondFactor person={person} />
          <ShowMailAddress person={person} />
        </>
      ) : null}
      {opensAccounts ? <LeavePart person={person} /> : null}
    </>
  );
}
