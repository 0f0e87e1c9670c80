import { ProblemError } from '@/api/problem';
import type { ChangeAsset, EditAssets } from '@/api/schema';
import { type CardField, OFFICIAL, PAPERS, PLAIN } from './card-fields';
import { type AssetFilters, askedInBody } from './filters';

interface Group {
  key: 'plain' | 'papers' | 'official';
  fields: readonly CardField[];
}

const alike = (fields: readonly CardField[]) => fields.filter(({ own }) => !own);

/** What many cards can be given alike. */
export const MANY: readonly Group[] = [
  { key: 'plain', fields: alike(PLAIN) },
  { key: 'papers', fields: alike(PAPERS) },
  { key: 'official', fields: alike(OFFICIAL) },
];

const ALL = MANY.flatMap(({ fields }) => fields);
const inDetails = new Set(MANY.slice(1).flatMap(({ fields }) => fields.map(({ name }) => name)));

export type ManyValues = Record<string, string>;

/** Nothing typed yet. */
export const NOTHING: ManyValues = Object.fromEntries(ALL.map(({ name }) => [name, '']));

/** A field of a change is left out, and stays, or said; the description knows no such thing. */
type Change = Partial<ChangeAsset>;

/** The request's change, or null while nothing is ticked or something needed is still blank. */
export function changeOf(ticked: readonly string[], values: ManyValues): Change | null {
  const fields = ALL.filter(({ name }) => ticked.includes(name));
  const waiting = fields.some(({ name, needed }) => needed && !values[name]?.trim());
  if (fields.length === 0 || waiting) {
    return null;
  }
  const said = (part: readonly CardField[]) =>
    Object.fromEntries(part.map((field) => [field.name, given(field, values[field.name] ?? '')]));
  const details = fields.filter(({ name }) => inDetails.has(name));
  return {
    ...said(fields.filter((field) => !details.includes(field))),
    ...(details.length > 0 ? { details: said(details) } : {}),
  } as Change;
}

/** A whole number stays as typed when it is none: the server then says so. */
function given({ kind }: CardField, typed: string): string | number | null {
  const text = typed.trim();
  return text === '' ? null : kind === 'whole' ? Number(text) : text;
}

/** Cards by name, or those that filters let through. */
export interface EditTarget {
  ids?: readonly string[];
  filter?: AssetFilters;
}

export function editBody(target: EditTarget, change: Change): EditAssets {
  const { ids, filter } = target;
  const cards = ids ? { asset_ids: [...ids] } : { filter: askedInBody(filter ?? {}) };
  return { ...cards, change: change as ChangeAsset };
}

/** The request wraps the change, the form does not: "/change/details/fund_source" belongs to the field "fund_source". */
export function unwrapChange(error: unknown): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const errors = error.problem.errors.map((field) => ({
    ...field,
    pointer: field.pointer.replace(/^\/change\/(details\/)?/, '/'),
  }));
  return new ProblemError({ ...error.problem, errors });
}
