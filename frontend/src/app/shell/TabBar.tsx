import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { useCount } from './NavCount';
import { type NavEntry, visible } from './nav-entry';
import classes from './TabBar.module.css';
import { TABS } from './tabs';

/** The phone's navigation. */
export function TabBar() {
  const me = useMe();
  return (
    <nav className={classes.bar} aria-label={m.shell_navigation()} data-screen-only>
      {TABS.filter((entry) => visible(entry, me)).map((entry) => (
        <Tab key={entry.to} entry={entry} />
      ))}
    </nav>
  );
}

function Tab({ entry }: { entry: NavEntry }) {
  const { icon: EntryIcon } = entry;
  const count = useCount(entry);
  return (
    <Link to={entry.to} className={classes.tab} activeOptions={{ exact: entry.to === '/' }}>
      <span className={classes.icon}>
        <EntryIcon size={24} stroke={1.6} aria-hidden />
        {count > 0 ? (
          <span className={classes.count}>
            <span aria-hidden>{count > 99 ? '99+' : count}</span>
            <span className="sr-only">{m.shell_count({ count })}</span>
          </span>
        ) : null}
      </span>
      {entry.label()}
    </Link>
  );
}
