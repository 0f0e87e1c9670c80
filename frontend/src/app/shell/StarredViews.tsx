import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { savedViewsQuery, searchOf, useStars } from '@/api/saved-views';
import { m } from '@/i18n/messages';
import classes from './SideNav.module.css';

/** Views of the register that this person put here. */
export function StarredViews() {
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
