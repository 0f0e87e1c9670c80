import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { IconChevronRight } from '@/ui/icons';
import classes from './MoreLinks.module.css';
import { NavCount, useCount } from './NavCount';
import type { NavEntry } from './nav-entry';
import { beyondTabs } from './navigation';

/** On phones, the pages that have no tab. Desktops have them at the left. */
export function MoreLinks() {
  const entries = beyondTabs(useMe());
  return entries.length > 0 ? (
    <nav className={classes.more} aria-label={m.shell_more()}>
      {entries.map((entry) => (
        <More key={entry.to} entry={entry} />
      ))}
    </nav>
  ) : null;
}

function More({ entry }: { entry: NavEntry }) {
  const { icon: EntryIcon } = entry;
  const count = useCount(entry);
  return (
    <Link to={entry.to} className={classes.link}>
      <EntryIcon size={20} stroke={1.6} aria-hidden />
      {entry.label()}
      {count > 0 ? <NavCount value={count} /> : null}
      <IconChevronRight size={18} aria-hidden />
    </Link>
  );
}
