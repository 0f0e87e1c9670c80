import type { Channel as AnyChannel, RepairDamage, ReportBody } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { FaultValue } from './components/CategoryPicker';

export type Channel = Exclude<AnyChannel, 'app' | 'sign'>;

/** Names are those of the request, so the server's pointers find their fields. */
export interface ReportValues extends Record<string, unknown> {
  faults: FaultValue[];
  text: string;
  behalf: boolean;
  on_behalf: { name: string; phone: string; channel: Channel };
  /** Local time of the school as <input type="datetime-local"> writes it; empty: now. */
  happened_at: string;
  /** Uploads of photos. */
  upload_ids: string[];
  spot: boolean;
  fixed_on_the_spot: { damage: RepairDamage | null; work_note: string };
}

export const EMPTY_REPORT: ReportValues = {
  faults: [],
  text: '',
  behalf: false,
  on_behalf: { name: '', phone: '', channel: 'phone' },
  happened_at: '',
  upload_ids: [],
  spot: false,
  fixed_on_the_spot: { damage: null, work_note: '' },
};

export const reportRules = {
  faults: atLeastOne,
  on_behalf: {
    name: (name: string, { behalf }: ReportValues) =>
      behalf && name.trim() === '' ? m.ui_required() : null,
  },
  fixed_on_the_spot: {
    damage: (damage: RepairDamage | null, { spot }: ReportValues) =>
      spot && !damage ? m.repairs_choose_one() : null,
  },
};

export function atLeastOne(faults: FaultValue[]): string | null {
  return faults.length > 0 ? null : m.repairs_choose_category();
}

export function faultsOf(
  faults: FaultValue[],
): { category: FaultValue['category']; danger: boolean }[] {
  return faults.map(({ category, danger }) => ({ category, danger: danger ?? false }));
}

export function reportBody(values: ReportValues, locationId: string, zone: string): ReportBody {
  const { on_behalf, fixed_on_the_spot: spot } = values;
  return {
    location_id: locationId,
    faults: faultsOf(values.faults),
    text: given(values.text),
    on_behalf: values.behalf
      ? {
          name: on_behalf.name.trim(),
          phone: given(on_behalf.phone),
          channel: on_behalf.channel,
        }
      : undefined,
    happened_at: values.happened_at ? instantIn(zone, values.happened_at) : undefined,
    upload_ids: some(values.upload_ids),
    fixed_on_the_spot:
      values.spot && spot.damage
        ? { damage: spot.damage, work_note: given(spot.work_note) }
        : undefined,
  };
}

/** An empty field means "not given", which the API says by leaving it out. */
export function given(value: string): string | undefined {
  return value.trim() || undefined;
}

/** "2026-09-03T07:35" on a clock of that zone, as an instant. The device may believe to be elsewhere. */
export function instantIn(zone: string, local: string): string {
  const guess = Date.parse(`${local}Z`);
  return new Date(guess - offset(zone, guess)).toISOString();
}

/** The same the other way round: what that zone's clock shows, as a datetime-local field writes it. */
export function localIn(zone: string, instant: number): string {
  return new Date(instant + offset(zone, instant)).toISOString().slice(0, 16);
}

function offset(zone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(instant);
  const shown = Date.parse(`${parts.replace(', ', 'T')}Z`);
  return Math.round((shown - instant) / 60_000) * 60_000;
}

/** A list that nothing was chosen for is left out, too. */
export function some(ids: string[]): string[] | undefined {
  return ids.length > 0 ? ids : undefined;
}
