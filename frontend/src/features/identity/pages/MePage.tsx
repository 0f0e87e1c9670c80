import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import type { Me } from '@/api/schema';
import { m } from '@/i18n/messages';
import { Facts } from '@/ui/Facts';
import { IconKey, IconLogout } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { LanguageChoice } from '@/ui/Preferences';
import { SchemeChoice } from '@/ui/SchemeChoice';
import { MySchools } from '../components/MySchools';
import classes from './MePage.module.css';

interface Props {
  /** Pages the phone has no tab for. */
  more: ReactNode;
  onSignOut: () => Promise<void>;
}

/** A role that is somebody else's says whose. */
function roleText({ title, on_behalf_of }: Me['roles'][number]): string {
  return on_behalf_of ? m.roles_for({ role: title, name: on_behalf_of.name }) : title;
}

/** Who I am here, how the product looks to me, how I am known, and the way out. */
export function MePage({ more, onSignOut }: Props) {
  const { person, staff_no, sign_in_name, school, roles, permissions } = useMe();
  return (
    <>
      <PageHeader title={person.name} />
      <div className={classes.sections}>
        {more}
        <Facts
          items={[
            { label: m.identity_school(), value: school.name },
            { label: m.identity_staff_no(), value: staff_no },
            ...(staff_no ? [] : [{ label: m.identity_login_name(), value: sign_in_name }]),
            {
              label: m.identity_roles(),
              value: roles.map(roleText).join(m.ui_list_separator()) || null,
            },
          ]}
        />
        {roles.some((role) => role.delegable || role.on_behalf_of) ? (
          <LinkButton to="/people/delegations" variant="default">
            {m.roles_delegations()}
          </LinkButton>
        ) : null}
        {permissions.includes('stock_issues.own') ? (
          <LinkButton to="/requisitions/received" variant="default">
            {m.requisitions_received()}
          </LinkButton>
        ) : null}
        <MySchools />
        <section className={classes.preferences} aria-labelledby="preferences">
          <h2 id="preferences">{m.identity_preferences()}</h2>
          <LanguageChoice />
          <SchemeChoice />
        </section>
        <section className={classes.out}>
          <LinkButton
            to="/me/security"
            variant="default"
            leftSection={<IconKey size={18} aria-hidden />}
          >
            {m.security_title()}
          </LinkButton>
          <Button
            variant="default"
            leftSection={<IconLogout size={18} aria-hidden />}
            onClick={() => void onSignOut()}
          >
            {m.shell_sign_out()}
          </Button>
        </section>
      </div>
    </>
  );
}
