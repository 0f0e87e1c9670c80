import type { LinkProps } from '@tanstack/react-router';
import type { Me, Summary } from '@/api/schema';
import { m } from '@/i18n/messages';
import {
  type Icon,
  IconBell,
  IconBuilding,
  IconHistory,
  IconHome,
  IconInbox,
  IconMapPin,
  IconPackage,
  IconSettings,
  IconTool,
  IconUserCircle,
  IconUsers,
} from '@/ui/icons';

export interface NavEntry {
  to: LinkProps['to'];
  label: () => string;
  icon: Icon;
  /** Shown when the person holds any of these; "repairs.*" is any right of that area. Empty: everyone. */
  needs: readonly string[];
  /** Only in a district. */
  district?: true;
  /** The number beside it, from GET /me/summary. */
  count?: (summary: Summary) => number;
}

const today: NavEntry = { to: '/', label: m.shell_nav_today, icon: IconHome, needs: [] };

const waiting: NavEntry = {
  to: '/waiting',
  label: m.shell_nav_waiting,
  icon: IconInbox,
  needs: [],
  count: (summary) => summary.waiting_for_me,
};

const unread = (summary: Summary) => summary.unread_notices;

const notices: NavEntry = {
  to: '/notices',
  label: m.notices_title,
  icon: IconBell,
  needs: [],
  count: unread,
};

const repairs: NavEntry = {
  to: '/repairs',
  label: m.shell_nav_repairs,
  icon: IconTool,
  needs: ['repair_cases.*'],
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
    { to: '/assets', label: m.shell_nav_assets, icon: IconPackage, needs: ['assets.view'] },
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
    { to: '/audit', label: m.shell_nav_audit, icon: IconHistory, needs: ['audit.view'] },
  ],
];

/** Phone: never more than four. What is missing here is reached from "mine". */
export const TABS: readonly NavEntry[] = [
  today,
  repairs,
  waiting,
  // What was told stands behind "mine", and so does its number.
  { to: '/me', label: m.shell_nav_me, icon: IconUserCircle, needs: [], count: unread },
];

/** Whose navigation it is. */
type Viewer = Pick<Me, 'permissions' | 'school'>;

export function visible(entry: NavEntry, { permissions, school }: Viewer): boolean {
  if (entry.district && school.kind !== 'district') {
    return false;
  }
  return (
    entry.needs.length === 0 ||
    entry.needs.some((need) =>
      need.endsWith('.*')
        ? permissions.some((key) => key.startsWith(need.slice(0, -1)))
        : permissions.includes(need),
    )
  );
}

/** Entries of the desktop's navigation that the phone's tabs leave out. */
export function beyondTabs(viewer: Viewer): NavEntry[] {
  const tabs = new Set(TABS.map((entry) => entry.to));
  return GROUPS.flat().filter((entry) => !tabs.has(entry.to) && visible(entry, viewer));
}
