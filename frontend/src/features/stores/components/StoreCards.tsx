import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import type { StoreView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { LinkButton } from '@/ui/LinkButton';
import { Money } from '@/ui/Money';
import classes from './StoreCards.module.css';

/** The stores that one may see: who keeps them, what they hold, and the two acts of every day. */
export function StoreCards({ stores }: { stores: readonly StoreView[] | undefined }) {
  const { permissions } = useMe();
  const keeps = permissions.includes('stores.keep');
  return stores && stores.length > 0 ? (
    <ul className={classes.stores} aria-label={m.stores_title()}>
      {stores.map((store) => (
        <li key={store.id} className={classes.store}>
          <div>
            <Link to="/stores/$storeId" params={{ storeId: store.id }} className={classes.name}>
              {store.name}
            </Link>
            <p className={classes.meta}>
              {[store.place?.name, ...store.keepers.map(({ name }) => name)]
                .filter(Boolean)
                .join(' · ') || m.stores_no_keeper()}
            </p>
            <p className={classes.meta}>
              {m.stores_holds({ count: store.items })} · <Money amount={store.value} />
            </p>
          </div>
          {keeps && !store.retired ? (
            <LinkButton to="/stores/$storeId/issue" params={{ storeId: store.id }}>
              {m.stores_issue()}
            </LinkButton>
          ) : null}
        </li>
      ))}
    </ul>
  ) : null;
}
