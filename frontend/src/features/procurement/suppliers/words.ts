import type {
  SupplierBankView,
  SupplierLicenceKind,
  SupplierLicenceState,
  SupplierStatus,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const STATUS_TONES: Record<SupplierStatus, Tone> = { active: 'held', suspended: 'off' };

export const STATUS_WORDS: Record<SupplierStatus, () => string> = {
  active: m.suppliers_status_active,
  suspended: m.suppliers_status_suspended,
};

export const LICENCE_TONES: Record<SupplierLicenceState, Tone> = {
  none: 'idle',
  valid: 'done',
  expiring: 'waiting',
  expired: 'alarm',
};

export const LICENCE_WORDS: Record<SupplierLicenceState, () => string> = {
  none: m.suppliers_licences_none,
  valid: m.suppliers_licences_valid,
  expiring: m.suppliers_licences_expiring,
  expired: m.suppliers_licences_expired,
};

export const KIND_WORDS: Record<SupplierLicenceKind, () => string> = {
  business_licence: m.suppliers_kind_business,
  food_business_licence: m.suppliers_kind_food_business,
  food_production_licence: m.suppliers_kind_food_production,
  agreement: m.suppliers_kind_agreement,
  insurance: m.suppliers_kind_insurance,
  other: m.suppliers_kind_other,
};

/** What food is bought under: a second person compares it with the paper. */
export const FOOD_KINDS: readonly SupplierLicenceKind[] = [
  'food_business_licence',
  'food_production_licence',
];

/** What was confirmed before another account took its place is no longer where the money goes. */
export function accountTone({ state, in_force }: SupplierBankView): Tone {
  if (state === 'proposed') {
    return 'waiting';
  }
  return in_force ? 'done' : 'off';
}

export function accountWord({ state, in_force, state_text }: SupplierBankView): string {
  if (state !== 'confirmed') {
    return state_text;
  }
  return in_force ? m.suppliers_account_in_force() : m.suppliers_account_former();
}
