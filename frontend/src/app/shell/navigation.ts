import { m } from '@/i18n/messages';
import {
  IconBell,
  IconBuilding,
  IconBuildingWarehouse,
  IconChartBar,
  IconChecks,
  IconClipboardCheck,
  IconHistory,
  IconMapPin,
  IconPackage,
  IconReportAnalytics,
  IconSettings,
  IconShoppingCart,
  IconToolsKitchen2,
  IconUsers,
} from '@/ui/icons';
import { type NavEntry, type Viewer, visible } from './nav-entry';
import { repairs, TABS, today, unread, waiting } from './tabs';

const notices: NavEntry = {
  to: '/notices',
  label: m.notices_title,
  icon: IconBell,
  needs: [],
  count: unread,
};

/** Desktop: plain groups, separated by space. */
export const GROUPS: readonly (readonly NavEntry[])[] = [
  [today, waiting, notices],
  [
    {
      to: '/schools',
      label: m.schools_title,
      icon: IconBuilding,
      needs: ['schools.view'],
      district: true,
    },
    repairs,
    {
      to: '/purchases',
      label: m.shell_nav_purchases,
      within: [
        '/purchase-orders',
        '/goods-receipts',
        '/suppliers',
        '/budgets',
        '/control-exceptions',
      ],
      icon: IconShoppingCart,
      needs: ['purchase_requests.view'],
    },
    {
      to: '/stores',
      label: m.shell_nav_stores,
      icon: IconBuildingWarehouse,
      needs: ['stores.view'],
    },
    {
      to: '/requisitions',
      label: m.shell_nav_requisitions,
      icon: IconClipboardCheck,
      needs: ['requisitions.request'],
    },
    {
      to: '/inspections',
      label: m.shell_nav_inspections,
      icon: IconClipboardCheck,
      needs: ['inspections.perform', 'inspections.review'],
    },
    {
      to: '/canteen',
      label: m.shell_nav_canteen,
      icon: IconToolsKitchen2,
      needs: ['canteen.view'],
    },
    {
      to: '/approvals',
      label: m.approvals_title,
      icon: IconChecks,
      needs: ['approvals.view'],
      count: (summary) => summary.approvals_waiting ?? 0,
    },
    { to: '/assets', label: m.shell_nav_assets, icon: IconPackage, needs: ['assets.view'] },
    { to: '/ledgers', label: m.shell_nav_reports, icon: IconChartBar, needs: ['ledgers.view'] },
    {
      to: '/term-summaries',
      label: m.shell_nav_summaries,
      icon: IconReportAnalytics,
      needs: ['term_summaries.view'],
    },
    // Everybody may see places, to report; the page is for those who look after them or after people.
    {
      to: '/places',
      label: m.shell_nav_places,
      icon: IconMapPin,
      needs: ['places.manage', 'people.view'],
    },
  ],
  [
    {
      to: '/people',
      label: m.shell_nav_people,
      icon: IconUsers,
      needs: ['people.view'],
    },
    {
      to: '/settings',
      label: m.shell_nav_settings,
      icon: IconSettings,
      needs: ['repair_routes.view', 'places.manage', 'assets.import'],
    },
    {
      to: '/audit',
      label: m.shell_nav_audit,
      within: ['/audit-desk', '/auditor-seats'],
      icon: IconHistory,
      needs: ['audit.view'],
    },
  ],
];

/** Entries of the desktop's navigation that the phone's tabs leave out. */
export function beyondTabs(viewer: Viewer): NavEntry[] {
  const tabs = new Set(TABS.map((entry) => entry.to));
  return GROUPS.flat().filter((entry) => !tabs.has(entry.to) && visible(entry, viewer));
}
