import { Link } from '@tanstack/react-router';
import { m } from '@/i18n/messages';
import classes from './PurchaseKinds.module.css';

/** Asked for first, or bought at the corner and written down: two lists under one entry of the navigation. */
export function PurchaseKinds() {
  return (
    <nav className={classes.kinds} aria-label={m.petty_kinds()} data-screen-only>
      <Link to="/purchases" activeOptions={{ exact: true, includeSearch: false }}>
        {m.purchases_title()}
      </Link>
      <Link to="/purchases/petty" activeOptions={{ exact: true, includeSearch: false }}>
        {m.petty_title()}
      </Link>
    </nav>
  );
}
