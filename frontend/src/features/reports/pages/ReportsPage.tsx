import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps, linkOptions } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import { BasisNotice } from '../components/BasisNotice';
import { DaysFields } from '../components/DaysFields';
import { ExportButton } from '../components/ExportDialog';
import { ExportList } from '../components/ExportList';
import { LedgerTabs } from '../components/LedgerTabs';
import classes from '../components/Reports.module.css';
import { Ties } from '../components/Ties';
import { generalQuery, type LedgerDays } from '../queries';
import { exported } from '../words';

interface Props {
  days: LedgerDays;
  onDays: (patch: LedgerDays) => void;
}

/** Where the reports of the school begin: the ledgers as of a day, whether they tie, and what was exported of them. */
export function ReportsPage({ days, onDays }: Props) {
  const { permissions } = useMe();
  const general = useQuery(generalQuery(days));
  const may = (permission: string) => permissions.includes(permission);
  return (
    <>
      <PageHeader
        title={m.reports_title()}
        actions={<ExportButton wanted={exported('cards', days)} />}
      />
      <LedgerTabs days={days} />
      <DaysFields days={days} onDays={onDays} />
      <div className={classes.stack}>
        {general.data ? <BasisNotice head={general.data.head} /> : null}
        <ul className={classes.ways}>
          <Way
            link={linkOptions({ to: '/ledgers/general', search: days })}
            title={m.reports_general()}
          >
            {m.reports_general_text()}
          </Way>
          <Way link={linkOptions({ to: '/ledgers/rooms', search: days })} title={m.reports_rooms()}>
            {m.reports_rooms_text()}
          </Way>
          <Way
            link={linkOptions({ to: '/ledgers/schedule', search: days })}
            title={m.reports_schedule()}
          >
            {m.reports_schedule_text()}
          </Way>
          <Way link={linkOptions({ to: '/ledgers/reconciliations' })} title={m.reports_reconcile()}>
            {m.reports_reconcile_text()}
          </Way>
          {may('depreciation.view') ? (
            <Way link={linkOptions({ to: '/assets/depreciation' })} title={m.reports_months()}>
              {m.reports_months_text()}
            </Way>
          ) : null}
          {may('stores.view') ? (
            <Way link={linkOptions({ to: '/stores/food' })} title={m.reports_food()}>
              {m.reports_food_text()}
            </Way>
          ) : null}
          {may('canteen.view') ? (
            <Way link={linkOptions({ to: '/canteen/sheet' })} title={m.reports_canteen()}>
              {m.reports_canteen_text()}
            </Way>
          ) : null}
          {may('inspections.view') ? (
            <Way link={linkOptions({ to: '/inspections/results' })} title={m.reports_inspections()}>
              {m.reports_inspections_text()}
            </Way>
          ) : null}
          {may('publications.view') ? (
            <Way
              link={linkOptions({ to: '/purchases/publications' })}
              title={m.reports_purchases()}
            >
              {m.reports_purchases_text()}
            </Way>
          ) : null}
          {may('control_exceptions.view') ? (
            <Way link={linkOptions({ to: '/control-exceptions' })} title={m.reports_exceptions()}>
              {m.reports_exceptions_text()}
            </Way>
          ) : null}
        </ul>
        <Ties days={days} />
        {may('ledgers.export') ? <ExportList /> : null}
      </div>
    </>
  );
}

interface WayProps {
  link: LinkProps;
  title: string;
  children: string;
}

function Way({ link, title, children }: WayProps) {
  return (
    <li>
      <Link {...link} className={classes.way}>
        <strong>{title}</strong>
        <span className={classes.quiet}>{children}</span>
      </Link>
    </li>
  );
}
