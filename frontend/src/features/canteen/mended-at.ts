import { linkOptions } from '@tanstack/react-router';
import type { CanteenDifference, CanteenTodayRow, CanteenTodayWhat } from '@/api/schema';

/** Who may do what a row asks for; nothing where everybody who sees the canteen may look. */
const NEEDS: Record<CanteenTodayWhat, string | null> = {
  morning_check: 'canteen.health_keep',
  menu: 'canteen.keep',
  samples: 'canteen.keep',
  samples_due: null,
  samples_loose: null,
  disinfection: 'canteen.keep',
  accompanied_meal: 'canteen.accompany',
  daily_control: null,
  weekly_check: null,
  certificates: null,
  monthly_meeting: null,
  licences: 'suppliers.view',
  lots: 'stores.view',
  outside_findings: null,
  incidents: null,
  consistency: null,
  closed: null,
};

/** Where the thing is that mends a row, for whoever may; the record itself where there is one. */
export function mendedAt(row: CanteenTodayRow, canteenId: string, rights: readonly string[]) {
  const needed = NEEDS[row.what];
  if (needed !== null && !rights.includes(needed)) {
    return null;
  }
  return (row.id ? recordOf(row.what, row.id) : null) ?? formOf(row, canteenId);
}

function recordOf(what: CanteenTodayWhat, id: string) {
  switch (what) {
    case 'samples_due':
    case 'samples_loose':
      return linkOptions({ to: '/canteen/records/$recordId', params: { recordId: id } });
    case 'daily_control':
    case 'weekly_check':
      return linkOptions({ to: '/inspections/rounds/$roundId', params: { roundId: id } });
    case 'licences':
      return linkOptions({ to: '/suppliers/$supplierId', params: { supplierId: id } });
    case 'lots':
      return linkOptions({ to: '/stores/lots/$lotId', params: { lotId: id } });
    case 'outside_findings':
      return linkOptions({ to: '/canteen/outside/$inspectionId', params: { inspectionId: id } });
    case 'incidents':
      return linkOptions({ to: '/canteen/incidents/$incidentId', params: { incidentId: id } });
    default:
      return null;
  }
}

function formOf({ what, day, meal }: CanteenTodayRow, canteenId: string) {
  const canteen = { canteen_id: canteenId };
  const search = { ...canteen, day, meal: meal ?? undefined };
  switch (what) {
    case 'morning_check':
      return linkOptions({ to: '/canteen/morning-check', search: { ...canteen, day } });
    case 'menu':
      return linkOptions({ to: '/canteen/menu', search });
    case 'samples':
      return linkOptions({ to: '/canteen/samples', search });
    case 'disinfection':
      return linkOptions({ to: '/canteen/disinfection', search });
    case 'accompanied_meal':
      return linkOptions({ to: '/canteen/accompany', search });
    case 'samples_due':
    case 'samples_loose':
      return linkOptions({ to: '/canteen/records', search: { ...canteen, kind: 'food_sample' } });
    case 'certificates':
      return linkOptions({ to: '/canteen/staff', search: canteen });
    case 'daily_control':
    case 'weekly_check':
    case 'monthly_meeting':
      return linkOptions({ to: '/canteen/control', search: canteen });
    case 'consistency':
      return linkOptions({ to: '/canteen/consistency', search: canteen });
    case 'outside_findings':
      return linkOptions({ to: '/canteen/papers', search: canteen });
    default:
      return null;
  }
}

/** Where a difference between two tables is looked at. */
export function differenceAt(
  { kind, day, record_id }: CanteenDifference,
  canteenId: string,
  rights: readonly string[],
) {
  if (record_id && kind === 'no_dish') {
    return linkOptions({ to: '/canteen/records/$recordId', params: { recordId: record_id } });
  }
  if (record_id && rights.includes('stores.view')) {
    return linkOptions({ to: '/stores/documents/$documentId', params: { documentId: record_id } });
  }
  return linkOptions({ to: '/canteen', search: { canteen_id: canteenId, day } });
}
