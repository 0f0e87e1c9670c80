import { ProblemError } from '@/api/problem';
import type { CardDetails, RegisterBatch, RegisterBody } from '@/api/schema';
import { plainNumber } from './amounts';
import { attributesBody, attributesOf, type DetailValues, detailsBody, detailsOf } from './details';

/** The form's values. Names are those of the request, so the server's errors find their fields. */
export interface AssetValues extends Record<string, unknown> {
  /** One card, or a batch of single cards with consecutive numbers. */
  mode: 'one' | 'batch';
  name: string;
  category_code: string | null;
  quantity: string;
  unit: string;
  unit_price: string;
  original_value: string;
  spec_model: string;
  brand: string;
  serial_no: string;
  location_id: string | null;
  department: string;
  custodian_id: { id: string; name: string } | null;
  acquired_on: string;
  acquisition_method: string;
  supplier: string;
  remarks: string;
  asset_no: string;
  count: string;
  serial_numbers: string;
  details: DetailValues;
  attributes: Record<string, string>;
}

export function initialAsset(location_id: string | null): AssetValues {
  return {
    mode: 'one',
    name: '',
    category_code: null,
    quantity: '1',
    unit: '',
    unit_price: '',
    original_value: '',
    spec_model: '',
    brand: '',
    serial_no: '',
    location_id,
    department: '',
    custodian_id: null,
    acquired_on: '',
    acquisition_method: '',
    supplier: '',
    remarks: '',
    asset_no: '',
    count: '10',
    serial_numbers: '',
    details: detailsOf(),
    attributes: attributesOf(),
  };
}

const given = (text: string) => text.trim() || null;
const amount = (text: string) => (text.trim() ? plainNumber(text) : null);

function card(values: AssetValues, seesValues: boolean, kind?: string): RegisterBody {
  const attributes = attributesBody(kind, values.attributes);
  const details: Partial<CardDetails> = {
    ...detailsBody(values.details, detailsOf(), seesValues),
    ...(attributes ? { kind_attributes: attributes } : {}),
  };
  return {
    name: values.name.trim(),
    category_code: values.category_code ?? '',
    unit: given(values.unit),
    ...(seesValues ? { unit_price: amount(values.unit_price) } : {}),
    spec_model: given(values.spec_model),
    brand: given(values.brand),
    location_id: values.location_id,
    department: given(values.department),
    custodian_id: values.custodian_id?.id ?? null,
    acquired_on: values.acquired_on || null,
    acquisition_method: given(values.acquisition_method),
    supplier: given(values.supplier),
    remarks: given(values.remarks),
    ...(Object.keys(details).length > 0 ? { details: details as CardDetails } : {}),
  };
}

export function oneCard(values: AssetValues, seesValues: boolean, kind?: string): RegisterBody {
  return {
    ...card(values, seesValues, kind),
    quantity: amount(values.quantity),
    ...(seesValues ? { original_value: amount(values.original_value) } : {}),
    serial_no: given(values.serial_no),
    asset_no: given(values.asset_no),
  };
}

export function batch(values: AssetValues, seesValues: boolean, kind?: string): RegisterBatch {
  return {
    card: card(values, seesValues, kind),
    count: Number(values.count.trim()) || 0,
    serial_numbers: serials(values.serial_numbers),
  };
}

/** One to a line, as pasted from a delivery note. */
export function serials(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A batch wraps the card, the form does not: "/card/name" belongs to the field "name". */
export function unwrapCard(error: unknown): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const errors = error.problem.errors.map((field) => ({
    ...field,
    pointer: field.pointer.replace(/^\/card\//, '/').replace(/^(\/serial_numbers)\/.*/, '$1'),
  }));
  return new ProblemError({ ...error.problem, errors });
}
