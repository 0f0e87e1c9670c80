import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { summaryQuery, useMe } from '@/api/me';
import { savedViewsQuery, searchOf, useStars } from '@/api/saved-views';
import { m } from '@/i18n/messages';
import { GROUPS, type NavEntry, visible } from './navigation';
import { PersonMenu } from './PersonMenu';
import classes from './SideNav.module.css';

/** The desktop's navigation: only what this person can use, and the person at its foot. */
export function SideNav() {
  const { school, permissions } = useMe();
  const groups = GROUPS.map((group) => group.filter((entry) => visible(entry, permissions)));
  return (
    <nav className={classes.nav} aria-label={m.shell_navigation()} data-screen-only>
      <p className={classes.school}>
        <img src="/icon.svg" alt="" width={26} height={26} />
        {school.name}
      </p>
      <div className={classes.groups}>
        {groups
          .filter((group) => group.length > 0)
          .map((group) => (
            <ul key={group[0]?.to} className={classes.group}>
              {group.map((entry) => (
                <li key={entry.to}>
                  <NavLink entry={entry} />
                  {entry.to === '/assets' ? <StarredViews /> : null}
                </li>
              ))}
            </ul>
          ))}
      </div>
      <PersonMenu />
    </nav>
  );
}

/** Views of the register that this person put here. */
function StarredViews() {
  const { person } = useMe();
  const stars = useStars(person.id);
  const { data } = useQuery({ ...savedViewsQuery('assets'), enabled: stars.length > 0 });
  const starred = data?.filter(({ id }) => stars.includes(id)) ?? [];
  return starred.length > 0 ? (
    <ul className={classes.starred} aria-label={m.views_starred()}>
      {starred.map(({ id, name, query }) => (
        <li key={id}>
          <Link
            to="/assets"
            search={searchOf(query)}
            className={classes.link}
            activeOptions={{ exact: true }}
          >
            <span>{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  ) : null;
}

function NavLink({ entry }: { entry: NavEntry }) {
  const { icon: EntryIcon } = entry;
  const count = useCount(entry);
  return (
    <Link to={entry.to} className={classes.link} activeOptions={{ exact: entry.to === '/' }}>
      <EntryIcon size={20} stroke={1.6} aria-hidden />
      <span>{entry.label()}</span>
      {count > 0 ? <Count value={count} /> : null}
    </Link>
  );
}

export function useCount(entry: NavEntry): number {
  const { data } = useQuery({ ...summaryQuery, enabled: Boolean(entry.count) });
  return data && entry.count ? entry.count(data) : 0;
}

function Count({ value }: { value: number }) {
  return (
    <span className={classes.count}>
      <span aria-hidden>{value}</span>
      <span className="sr-only">{m.shell_count({ count: value })}</span>
    </span>
  );
}
