import type {
  SupplierBankView,
  SupplierBody,
  SupplierLicenceBody,
  SupplierLicenceKind,
  SupplierView,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import type { Rules } from '@/offline/form';

export type SupplierValues = {
  name: string;
  contact: string;
  phone: string;
  address: string;
  sells: string;
  /** Whether it is a fixed supplier. */
  fixed: boolean;
  price_list: { valid_from: string; valid_until: string };
};

export const supplierValues = (supplier: SupplierView | null): SupplierValues => ({
  name: supplier?.name ?? '',
  contact: supplier?.contact ?? '',
  phone: supplier?.phone ?? '',
  address: supplier?.address ?? '',
  sells: supplier?.sells ?? '',
  fixed: Boolean(supplier?.price_list),
  price_list: {
    valid_from: supplier?.price_list?.valid_from ?? schoolDay(),
    valid_until: supplier?.price_list?.valid_until ?? '',
  },
});

export const supplierRules: Rules<SupplierValues> = {
  name: (name) => (name.trim() ? null : m.ui_required()),
  price_list: {
    valid_from: (day, { fixed }) => (fixed && !day ? m.ui_required() : null),
  },
};

const given = (text: string) => text.trim() || null;

/** What is sent; what was left empty is not. */
export function supplierBody(values: SupplierValues): SupplierBody {
  const { valid_from, valid_until } = values.price_list;
  return {
    name: values.name.trim(),
    contact: given(values.contact),
    phone: given(values.phone),
    address: given(values.address),
    sells: given(values.sells),
    price_list: values.fixed ? { valid_from, valid_until: given(valid_until) } : null,
  };
}

export type LicenceValues = {
  kind: SupplierLicenceKind;
  number: string;
  issued_on: string;
  expires_on: string;
  upload_id: string;
};

export const emptyLicence: LicenceValues = {
  kind: 'business_licence',
  number: '',
  issued_on: '',
  expires_on: '',
  upload_id: '',
};

export const licenceBody = (values: LicenceValues): SupplierLicenceBody => ({
  kind: values.kind,
  number: values.number.trim(),
  issued_on: given(values.issued_on),
  expires_on: given(values.expires_on),
  upload_id: given(values.upload_id),
});

/** As it stands on a bank card: read aloud on the telephone in groups of four. */
export function inFours(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Where the money went when this account was proposed: of those confirmed before, the one confirmed last. */
export function accountBefore(
  accounts: readonly SupplierBankView[],
  { id, proposed_at: at }: SupplierBankView,
): SupplierBankView | undefined {
  return accounts
    .filter((one) => one.id !== id && one.state === 'confirmed' && (one.decided_at ?? '') <= at)
    .sort((one, other) => (other.decided_at ?? '').localeCompare(one.decided_at ?? ''))[0];
}
