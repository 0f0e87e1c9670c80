import { useQuery } from '@tanstack/react-query';
import { Link, linkOptions } from '@tanstack/react-router';
import { useMe, usePermission } from '@/api/me';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import { CardMatches } from '../components/CardMatches';
import { TakePackage } from '../components/TakePackage';
import { ownSeatQuery } from '../queries';
import classes from './AuditDeskPage.module.css';

/** Where an auditor looks, in the order of a day. */
const WAYS = [
  { link: linkOptions({ to: '/assets' }), label: m.audit_desk_cards, needs: 'assets.view' },
  {
    link: linkOptions({ to: '/assets', search: { official: 'missing' } }),
    label: m.audit_desk_not_entered,
    needs: 'assets.view',
  },
  {
    link: linkOptions({ to: '/assets/overview' }),
    label: m.audit_desk_overview,
    needs: 'assets.view',
  },
  { link: linkOptions({ to: '/ledgers' }), label: m.audit_desk_ledgers, needs: 'ledgers.view' },
  {
    link: linkOptions({ to: '/ledgers/general' }),
    label: m.reports_general,
    needs: 'ledgers.view',
  },
  { link: linkOptions({ to: '/ledgers/rooms' }), label: m.reports_rooms, needs: 'ledgers.view' },
  {
    link: linkOptions({ to: '/ledgers/schedule' }),
    label: m.reports_schedule,
    needs: 'ledgers.view',
  },
  {
    link: linkOptions({ to: '/ledgers/reconciliations' }),
    label: m.reports_reconcile,
    needs: 'ledgers.view',
  },
  {
    link: linkOptions({ to: '/assets/depreciation' }),
    label: m.audit_desk_depreciation,
    needs: 'depreciation.view',
  },
  {
    link: linkOptions({ to: '/purchases' }),
    label: m.audit_desk_purchases,
    needs: 'purchase_requests.view',
  },
  {
    link: linkOptions({ to: '/purchases/spending' }),
    label: m.audit_desk_spending,
    needs: 'purchase_spending.view',
  },
  {
    link: linkOptions({ to: '/control-exceptions' }),
    label: m.audit_desk_exceptions,
    needs: 'control_exceptions.view',
  },
  { link: linkOptions({ to: '/stores' }), label: m.audit_desk_stores, needs: 'stores.view' },
  { link: linkOptions({ to: '/stores/food' }), label: m.audit_desk_food, needs: 'stores.view' },
  { link: linkOptions({ to: '/canteen' }), label: m.audit_desk_canteen, needs: 'canteen.view' },
  {
    link: linkOptions({ to: '/canteen/sheet' }),
    label: m.audit_desk_sheets,
    needs: 'canteen.view',
  },
  {
    link: linkOptions({ to: '/inspections', search: { view: 'all' } }),
    label: m.audit_desk_inspections,
    needs: 'inspections.view',
  },
  {
    link: linkOptions({ to: '/inspections/results' }),
    label: m.audit_desk_results,
    needs: 'inspections.view',
  },
  {
    link: linkOptions({ to: '/settings/rules' }),
    label: m.audit_desk_rules,
    needs: 'policies.view',
  },
  { link: linkOptions({ to: '/audit' }), label: m.audit_desk_trail, needs: 'audit.view' },
] as const;

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
                <Link {...way.link} className={classes.way}>
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
