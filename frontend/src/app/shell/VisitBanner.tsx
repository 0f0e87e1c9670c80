import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useMe } from '@/api/me';
import { onSwitched } from '@/api/switch-school';
import { m } from '@/i18n/messages';
import { useSwitchSchool } from '@/ui/use-switch-school';
import classes from './VisitBanner.module.css';

/** For accounts with several schools: says that one only looks in, and follows when another tab has switched. */
export function VisitBanner() {
  const { schools, school: here } = useMe();
  const { to, trouble, go } = useSwitchSchool();
  useEffect(() => onSwitched(here.id, () => window.location.assign('/')), [here.id]);
  const home = schools.find((school) => !school.visiting);
  if (!home || !schools.some((school) => school.visiting && school.id === here.id)) {
    return null;
  }
  return (
    <div className={classes.banner} data-screen-only>
      <p>{trouble ?? m.schools_visit({ name: here.name })}</p>
      <Button variant="default" loading={to !== null} onClick={() => void go(home.id)}>
        {m.schools_back({ name: home.name })}
      </Button>
    </div>
  );
}
