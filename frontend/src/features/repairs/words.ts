import type { RepairAction, RepairCategory, RepairState } from '@/api/schema';
import { m } from '@/i18n/messages';
import {
  type Icon,
  IconBulb,
  IconDesk,
  IconDots,
  IconGlassFull,
  IconKey,
  IconPresentation,
  IconToiletPaper,
  IconWifi,
  IconWindow,
} from '@/ui/icons';
import type { Tone } from '@/ui/StatusBadge';

/** Which of the kit's fixed meanings a state has. Its word comes from the server (`state_text`). */
export const TONES: Record<RepairState, Tone> = {
  submitted: 'idle',
  triaged: 'idle',
  assigned: 'held',
  in_progress: 'held',
  reopened: 'held',
  waiting_material: 'waiting',
  waiting_external: 'waiting',
  deferred: 'waiting',
  done: 'waiting',
  closed: 'done',
  rejected: 'off',
  cancelled: 'off',
};

/** Short words of the states, for filters, where no case is at hand. */
export const STATE_WORDS: Record<RepairState, () => string> = {
  submitted: m.repairs_state_submitted,
  triaged: m.repairs_state_triaged,
  assigned: m.repairs_state_assigned,
  in_progress: m.repairs_state_in_progress,
  waiting_material: m.repairs_state_waiting_material,
  waiting_external: m.repairs_state_waiting_external,
  deferred: m.repairs_state_deferred,
  done: m.repairs_state_done,
  reopened: m.repairs_state_reopened,
  closed: m.repairs_state_closed,
  rejected: m.repairs_state_rejected,
  cancelled: m.repairs_state_cancelled,
};

export const CATEGORY_ICONS: Record<RepairCategory, Icon> = {
  projector: IconPresentation,
  network: IconWifi,
  lighting: IconBulb,
  plumbing: IconToiletPaper,
  drinking_water: IconGlassFull,
  lock: IconKey,
  furniture: IconDesk,
  window: IconWindow,
  other: IconDots,
};

/** What a person can do; the system's own step has no button. */
export type Action = Exclude<RepairAction, 'close_silently'>;

export const ACTION_WORDS: Record<Action, () => string> = {
  confirm: m.repairs_act_confirm,
  refuse: m.repairs_act_refuse,
  start: m.repairs_act_start,
  finish: m.repairs_act_finish,
  take: m.repairs_act_take,
  assign: m.repairs_act_assign,
  wait: m.repairs_act_wait,
  triage: m.repairs_act_triage,
  defer: m.repairs_act_defer,
  reopen: m.repairs_act_reopen,
  reject: m.repairs_act_reject,
  cancel: m.repairs_act_cancel,
};

/** What the button says: handing over is another word than handing out. */
export function actionWord(action: Action, { worker }: { worker?: unknown }): string {
  return action === 'assign' && worker ? m.repairs_act_reassign() : ACTION_WORDS[action]();
}

/** The order buttons stand in: what people come for first, what ends a case last. */
export const ACTION_ORDER = Object.keys(ACTION_WORDS) as Action[];

/** Done with one tap; all others ask something first. */
const ONE_TAP = ['take', 'start', 'confirm'] as const;
export type OneTap = (typeof ONE_TAP)[number];

export function isOneTap(action: Action): action is OneTap {
  return (ONE_TAP as readonly Action[]).includes(action);
}

/** Priorities 1 to 4, in this order. */
export const PRIORITY_WORDS = [
  m.repairs_priority_1,
  m.repairs_priority_2,
  m.repairs_priority_3,
  m.repairs_priority_4,
] as const;

/** The states in which a worker still has something to do. */
export const WORKING = 'assigned,in_progress,reopened,waiting_material,waiting_external';

/** In nobody's hands and not put off on purpose. */
export const FRESH = 'submitted,triaged,reopened';
