import type { DueDateView } from '@/api/schema';
import { m } from '@/i18n/messages';

const KINDS: Record<DueDateView['kind'], () => string> = {
  warranty: m.due_kind_warranty,
  inspection: m.due_kind_inspection,
  extinguisher_service: m.due_kind_extinguisher_service,
  extinguisher_scrap: m.due_kind_extinguisher_scrap,
  calibration: m.due_kind_calibration,
  insurance: m.due_kind_insurance,
};

/** For filters and forms; a row carries its own word from the server. */
export function dueKinds(): { value: string; label: string }[] {
  return Object.entries(KINDS).map(([value, label]) => ({ value, label: label() }));
}
