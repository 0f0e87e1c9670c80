import { Link, useLocation } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import { m } from '@/i18n/messages';
import {
  type Icon,
  IconBell,
  IconBuilding,
  IconCalendarDue,
  IconChevronRight,
  IconClipboardCheck,
  IconFileImport,
  IconFileText,
  IconHistory,
  IconKey,
  IconPresentation,
  IconPrinter,
  IconQrcode,
  IconShieldCheck,
  IconUsers,
} from '@/ui/icons';
import { PageHeader } from '@/ui/PageHeader';
import { RepairRoutes } from '../components/RepairRoutes';
import { AddressPage } from './AddressPage';
import { HandoutPage } from './HandoutPage';
import classes from './SettingsPage.module.css';

/** The settings and two small pages of theirs, named by the hash: a route of its own would weigh on every first load. */
export function SettingsPage() {
  const hash = useLocation({ select: (location) => location.hash });
  if (hash === 'address') return <AddressPage />;
  return hash === 'handout' ? <HandoutPage /> : <Settings />;
}

/** Who gets which repair, and the acts of a set-up day. */
function Settings() {
  const routes = usePermission('repair_routes.view');
  return (
    <>
      <PageHeader title={m.shell_nav_settings()} />
      <div className={classes.parts}>
        {routes ? <RepairRoutes /> : null}
        <Tasks />
      </div>
    </>
  );
}

function Tasks() {
  const places = usePermission('places.manage');
  const grants = usePermission('role_grants.grant');
  const address = usePermission('school.set_address');
  const imports = usePermission('assets.import');
  const classrooms = usePermission('classes.view');
  const rules = usePermission('policies.view');
  const setsRules = usePermission('policies.set');
  const renames = usePermission('roles.rename');
  const channels = usePermission('notice_channels.manage');
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks" className={classes.heading}>
        {m.campus_settings_tasks()}
      </h2>
      <ul className={classes.tasks}>
        {places ? (
          <li>
            <Link to="/places/generate" className={classes.task}>
              <Task
                icon={IconBuilding}
                title={m.campus_generate()}
                text={m.campus_generate_lead()}
              />
            </Link>
          </li>
        ) : null}
        <li>
          <Link to="/calendar" className={classes.task}>
            <Task
              icon={IconCalendarDue}
              title={m.campus_settings_calendar()}
              text={m.campus_settings_calendar_text()}
            />
          </Link>
        </li>
        {classrooms ? (
          <li>
            <Link to="/classes" className={classes.task}>
              <Task
                icon={IconPresentation}
                title={m.campus_settings_classes()}
                text={m.campus_settings_classes_text()}
              />
            </Link>
          </li>
        ) : null}
        {setsRules ? (
          <li>
            <Link to="/settings/questions" className={classes.task}>
              <Task
                icon={IconClipboardCheck}
                title={m.campus_settings_questions()}
                text={m.campus_settings_questions_text()}
              />
            </Link>
          </li>
        ) : null}
        {rules ? (
          <li>
            <Link to="/settings/rules" className={classes.task}>
              <Task
                icon={IconFileText}
                title={m.campus_settings_rules()}
                text={m.campus_settings_rules_text()}
              />
            </Link>
          </li>
        ) : null}
        {rules ? (
          <li>
            <Link to="/settings/retention" className={classes.task}>
              <Task icon={IconHistory} title={m.retention_title()} text={m.retention_text()} />
            </Link>
          </li>
        ) : null}
        <li>
          <Link to="/places/signs" className={classes.task}>
            <Task icon={IconPrinter} title={m.campus_signs()} text={m.campus_settings_signs()} />
          </Link>
        </li>
        {address ? (
          <li>
            <Link to="/settings" hash="address" className={classes.task}>
              <Task icon={IconQrcode} title={m.address_title()} text={m.address_lead()} />
            </Link>
          </li>
        ) : null}
        <li>
          <Link to="/settings" hash="handout" className={classes.task}>
            <Task icon={IconPrinter} title={m.handout_title()} text={m.handout_lead()} />
          </Link>
        </li>
        {grants ? (
          <li>
            <Link to="/people/grants" className={classes.task}>
              <Task
                icon={IconShieldCheck}
                title={m.campus_grants()}
                text={m.campus_grants_lead_reader()}
              />
            </Link>
          </li>
        ) : null}
        <li>
          <Link to="/people/delegations" className={classes.task}>
            <Task
              icon={IconUsers}
              title={m.roles_delegations()}
              text={m.roles_delegations_lead()}
            />
          </Link>
        </li>
        {renames ? (
          <li>
            <Link to="/settings/roles" className={classes.task}>
              <Task icon={IconKey} title={m.roles_names()} text={m.roles_names_lead()} />
            </Link>
          </li>
        ) : null}
        {channels ? (
          <li>
            <Link to="/notices/channels" className={classes.task}>
              <Task icon={IconBell} title={m.notices_channels()} text={m.notices_channels_text()} />
            </Link>
          </li>
        ) : null}
        {imports ? (
          <li>
            <Link to="/assets/imports" className={classes.task}>
              <Task
                icon={IconFileImport}
                title={m.campus_settings_import()}
                text={m.campus_settings_import_text()}
              />
            </Link>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

function Task({ icon: TaskIcon, title, text }: { icon: Icon; title: string; text: string }) {
  return (
    <>
      <TaskIcon size={20} stroke={1.6} aria-hidden />
      <span className={classes.what}>
        {title}
        <span className={classes.text}>{text}</span>
      </span>
      <IconChevronRight size={18} aria-hidden />
    </>
  );
}
