import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { Facts } from '@/ui/Facts';
import { IconLogout } from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { LanguageChoice, SchemeChoice } from '@/ui/Preferences';
import classes from './MePage.module.css';

interface Props {
  /** Pages the phone has no tab for. */
  more: ReactNode;
  onSignOut: () => Promise<void>;
}

/** Who I am here, how the product looks to me, and the way out. */
export function MePage({ more, onSignOut }: Props) {
  const { person, school, roles } = useMe();
  return (
    <>
      <PageHeader title={person.name} />
      <div className={classes.sections}>
        {more}
        <Facts
          items={[
            { label: m.identity_school(), value: school.name },
            { label: m.identity_staff_no(), value: person.staff_no },
            {
              label: m.identity_roles(),
              value: roles.map((role) => role.title).join(m.ui_list_separator()) || null,
            },
          ]}
        />
        <section className={classes.preferences} aria-labelledby="preferences">
          <h2 id="preferences">{m.identity_preferences()}</h2>
          <LanguageChoice />
          <SchemeChoice />
        </section>
        <Button
          variant="default"
          leftSection={<IconLogout size={18} aria-hidden />}
          onClick={() => void onSignOut()}
        >
          {m.shell_sign_out()}
        </Button>
      </div>
    </>
  );
}
