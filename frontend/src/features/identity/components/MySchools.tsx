import { Button } from '@mantine/core';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { IconBuilding } from '@/ui/icons';
import { useSwitchSchool } from '@/ui/use-switch-school';
import devices from './Devices.module.css';

/** The schools of one account, and going over to another. Nothing for those, nearly all, who have one. */
export function MySchools() {
  const { schools, school: here } = useMe();
  const { to, trouble, go } = useSwitchSchool();
  if (schools.length < 2) {
    return null;
  }
  return (
    <section aria-labelledby="schools">
      <h2 id="schools">{m.schools_mine()}</h2>
      <p className={devices.lead}>{m.schools_mine_lead()}</p>
      {trouble ? (
        <p className={devices.trouble} role="alert">
          {trouble}
        </p>
      ) : null}
      <ul className={devices.devices}>
        {schools.map((school) => (
          <li key={school.id} className={devices.device}>
            <IconBuilding size={20} stroke={1.6} aria-hidden />
            <div className={devices.what}>
              <p>{school.name}</p>
              {school.visiting ? <p className={devices.small}>{m.schools_visiting()}</p> : null}
            </div>
            {school.id === here.id ? (
              <span className={devices.here}>{m.schools_here()}</span>
            ) : (
              <Button
                variant="subtle"
                loading={to === school.id}
                disabled={to !== null}
                onClick={() => void go(school.id)}
                aria-label={m.schools_switch_label({ name: school.name })}
              >
                {m.schools_switch()}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
