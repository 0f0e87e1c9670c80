import type { CaseView, PettyPurchaseBody, PettyPurchaseView, PurchaseFund } from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import type { Rules } from '@/offline/form';
import { emptyLine, type LineValues, lineBodies, lineValues } from '../request-form';

export type PettyValues = {
  lines: LineValues[];
  purpose: string;
  shop: string;
  bought_on: string;
  invoice_no: string;
  upload_ids: string[];
  /** The upload of an electronic invoice; empty without one. */
  electronic: string;
  witness_id: string;
  witness_name: string;
  fund: PurchaseFund;
  repair_case_id: string;
};

/** Nothing bought yet; what it is for is known where it is for a repair. */
export const emptyPetty = (key: string, repair: CaseView | null): PettyValues => ({
  lines: [emptyLine(key)],
  purpose: repair
    ? m.petty_purpose_of_case({ place: repair.location.name, fault: repair.category_title })
    : '',
  shop: '',
  bought_on: schoolDay(),
  invoice_no: '',
  upload_ids: [],
  electronic: '',
  witness_id: '',
  witness_name: '',
  fund: 'public',
  repair_case_id: repair?.id ?? '',
});

export const pettyValues = (petty: PettyPurchaseView): PettyValues => ({
  lines: lineValues(petty.lines),
  purpose: petty.purpose,
  shop: petty.shop,
  bought_on: petty.bought_on,
  invoice_no: petty.invoice_no ?? '',
  upload_ids: [],
  electronic: '',
  witness_id: petty.witness.id,
  witness_name: petty.witness.name,
  fund: petty.fund,
  repair_case_id: petty.repair_case?.id ?? '',
});

/** What was forgotten; everything else the server says. */
export function pettyRules(hasPhoto: boolean): Rules<PettyValues> {
  const needed = (text: string) => (text.trim() ? null : m.ui_required());
  return {
    purpose: needed,
    shop: needed,
    bought_on: needed,
    upload_ids: (ids, { electronic }) =>
      hasPhoto || ids.length > 0 || electronic ? null : m.petty_photo_needed(),
    witness_id: (id) => (id ? null : m.petty_witness_needed()),
  };
}

/** What is sent; what was left empty is not. */
export function pettyBody(values: PettyValues): PettyPurchaseBody {
  return {
    lines: lineBodies(values.lines),
    purpose: values.purpose.trim(),
    shop: values.shop.trim(),
    bought_on: values.bought_on,
    invoice_no: values.invoice_no.trim() || null,
    upload_ids: [...values.upload_ids, values.electronic].filter(Boolean),
    witness_id: values.witness_id,
    fund: values.fund,
    repair_case_id: values.repair_case_id || null,
  };
}
