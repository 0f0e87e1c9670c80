import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import { LinkButton } from '@/ui/LinkButton';
import { Money } from '@/ui/Money';
import classes from './BoughtForCase.module.css';
import { PettyBadge } from './PettyBadge';
import { boughtForQuery } from './queries';

/** On the page of a repair: what was bought for it, and the way to write down more. */
export function BoughtForCase({ caseId }: { caseId: string }) {
  const buys = usePermission('purchase_requests.request');
  const { data } = useQuery(boughtForQuery(caseId));
  const bought = data ?? [];
  return bought.length > 0 || buys ? (
    <section className={classes.bought} aria-labelledby="bought">
      <h2 id="bought">{m.petty_title()}</h2>
      {bought.length > 0 ? (
        <ul className={classes.list}>
          {bought.map((row) => (
            <li key={row.id} className={classes.row}>
              <Link to="/purchases/petty/$pettyId" params={{ pettyId: row.id }}>
                {row.title}
              </Link>
              <span className={classes.shop}>{row.shop}</span>
              <PettyBadge {...row} />
              <span className={classes.amount}>
                <Money amount={row.total} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {buys ? (
        <div data-screen-only>
          <LinkButton
            to="/purchases/petty/new"
            search={{ repair_case_id: caseId }}
            variant="default"
          >
            {m.petty_new()}
          </LinkButton>
        </div>
      ) : null}
    </section>
  ) : null;
}
