import type { Summary } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconHome, IconInbox, IconTool, IconUserCircle } from '@/ui/icons';
import type { NavEntry } from './nav-entry';

export const today: NavEntry = { to: '/', label: m.shell_nav_today, icon: IconHome, needs: [] };

export const waiting: NavEntry = {
  to: '/waiting',
  label: m.shell_nav_waiting,
  icon: IconInbox,
  needs: [],
  count: (summary) => summary.waiting_for_me + (summary.approvals_waiting ?? 0),
};

export const unread = (summary: Summary) => summary.unread_notices;

export const repairs: NavEntry = {
  to: '/repairs',
  label: m.shell_nav_repairs,
  icon: IconTool,
  needs: ['repair_cases.*'],
};

/** Phone: never more than four. What is missing here is reached from "mine". */
export const TABS: readonly NavEntry[] = [
  today,
  repairs,
  waiting,
  // What was told stands behind "mine", and so does its number.
  { to: '/me', label: m.shell_nav_me, icon: IconUserCircle, needs: [], count: unread },
];
