import { Link, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { FindButton } from './FindButton';
import { NavCount, useCount } from './NavCount';
import { type NavEntry, visible } from './nav-entry';
import { GROUPS } from './navigation';
import classes from './SideNav.module.css';

// After the page: nobody waits for them.
const PersonMenu = lazy(async () => ({ default: (await import('./PersonMenu')).PersonMenu }));
const StarredViews = lazy(async () => ({
  default: (await import('./StarredViews')).StarredViews,
}));

/** The desktop's navigation: only what this person can use, and the person at its foot. */
export function SideNav() {
  const me = useMe();
  const groups = GROUPS.map((group) => group.filter((entry) => visible(entry, me)));
  return (
    <nav className={classes.nav} aria-label={m.shell_navigation()} data-screen-only>
      <p className={classes.school}>
        <img src="/icon.svg" alt="" width={26} height={26} />
        {me.school.name}
      </p>
      <FindButton />
      <div className={classes.groups}>
        {groups
          .filter((group) => group.length > 0)
          .map((group) => (
            <ul key={group[0]?.to} className={classes.group}>
              {group.map((entry) => (
                <li key={entry.to}>
                  <NavLink entry={entry} />
                  {entry.to === '/assets' ? (
                    <Suspense>
                      <StarredViews />
                    </Suspense>
                  ) : null}
                </li>
              ))}
            </ul>
          ))}
      </div>
      <Suspense>
        <PersonMenu />
      </Suspense>
    </nav>
  );
}

function NavLink({ entry }: { entry: NavEntry }) {
  const { icon: EntryIcon } = entry;
  const count = useCount(entry);
  const { pathname } = useLocation();
  const inside = entry.within?.some((path) => pathname.startsWith(path)) ?? false;
  return (
    <Link
      to={entry.to}
      className={classes.link}
      activeOptions={{ exact: entry.to === '/' }}
      data-inside={inside || undefined}
    >
      <EntryIcon size={20} stroke={1.6} aria-hidden />
      <span>{entry.label()}</span>
      {count > 0 ? <NavCount value={count} /> : null}
    </Link>
  );
}
