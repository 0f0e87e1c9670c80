import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useMe, usePermission } from '@/api/me';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import { CardMatches } from '../components/CardMatches';
import { TakePackage } from '../components/TakePackage';
import { ownSeatQuery } from '../queries';
import classes from './AuditDeskPage.module.css';

interface Way {
  to: LinkProps['to'];
  search?: LinkProps['search'];
  label: () => string;
  needs: string;
}

/** Where an auditor looks, in the order of a day. */
const WAYS: readonly Way[] = [
  { to: '/assets', label: m.audit_desk_cards, needs: 'assets.view' },
  {
    to: '/assets',
    search: { official: 'missing' },
    label: m.audit_desk_not_entered,
    needs: 'assets.view',
  },
  { to: '/assets/overview', label: m.audit_desk_overview, needs: 'assets.view' },
  { to: '/purchases', label: m.audit_desk_purchases, needs: 'purchase_requests.view' },
  { to: '/purchases/spending', label: m.audit_desk_spending, needs: 'purchase_spending.view' },
  { to: '/control-exceptions', label: m.audit_desk_exceptions, needs: 'control_exceptions.view' },
  { to: '/stores', label: m.audit_desk_stores, needs: 'stores.view' },
  { to: '/settings/rules', label: m.audit_desk_rules, needs: 'policies.view' },
  { to: '/audit', label: m.audit_desk_trail, needs: 'audit.view' },
];

/** Where an auditor begins: his twenty lines, the ledgers, and what he takes along. */
export function AuditDeskPage() {
  const { permissions, school } = useMe();
  const seesSeats = usePermission('auditor_seats.view');
  const takes = usePermission('audit_packages.make');
  const seat = useQuery({ ...ownSeatQuery, enabled: seesSeats }).data;
  const ways = WAYS.filter(({ needs }) => permissions.includes(needs));
  return (
    <>
      <PageHeader
        title={m.audit_desk()}
        facts={
          seat
            ? m.audit_desk_until({ school: school.name, day: formatDate(seat.last_day) })
            : m.audit_desk_lead()
        }
      />
      <div className={classes.parts}>
        {permissions.includes('assets.view') ? <CardMatches /> : null}
        <section aria-labelledby="ways" className={classes.part}>
          <h2 id="ways">{m.audit_desk_ways()}</h2>
          <ul className={classes.ways}>
            {ways.map((way) => (
              <li key={way.label()}>
                <Link to={way.to} search={way.search} className={classes.way}>
                  {way.label()}
                </Link>
              </li>
            ))}
          </ul>
        </section>
        {takes ? <TakePackage /> : null}
      </div>
    </>
  );
}
