import { ProblemError } from '@/api/problem';
import type { AssetView, CardDetails, KindAttributes } from '@/api/schema';
import { plainNumber } from './amounts';
import { type DetailName, OFFICIAL, PAPERS } from './card-fields';
import { ATTRIBUTE_NAMES, kindOf } from './kinds';

const DETAILS = [...PAPERS, ...OFFICIAL];
const AMOUNTS = DETAILS.flatMap((field) => (field.kind === 'amount' ? [field.name] : []));
const TEXTS = DETAILS.flatMap((field) =>
  field.kind === 'amount' || field.kind === 'whole' ? [] : [field.name],
);

/** The lines of a card that only some cards need, as a form holds them: all text but one. */
export type DetailValues = Record<DetailName, string> & { depreciates: boolean };

export function detailsOf(asset?: AssetView): DetailValues {
  const texts = TEXTS.map((name) => [name, asset?.[name] ?? '']);
  const amounts = AMOUNTS.map((name) => [name, asset?.[name] ?? '']);
  return {
    ...Object.fromEntries([...texts, ...amounts]),
    life_months: asset?.life_months ? String(asset.life_months) : '',
    depreciates: asset?.depreciates ?? true,
  } as DetailValues;
}

export function attributesOf(asset?: AssetView): Record<string, string> {
  const known = (asset?.kind_attributes ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    ATTRIBUTE_NAMES.map((name) => [name, known[name] === undefined ? '' : String(known[name])]),
  );
}

const given = (text: string) => text.trim() || null;

/** A whole number stays as typed when it is none: the server then says so at its field. */
function whole(text: string): number | null {
  const typed = text.trim();
  return typed === '' ? null : (Number(typed) as number);
}

/** What is said of the attributes of a kind; null when nothing is. */
export function attributesBody(
  kind: string | undefined,
  values: Record<string, string>,
): KindAttributes | null {
  const known = kindOf(kind);
  const entries = (known?.attributes ?? []).flatMap(({ name, type }) => {
    const typed = (values[name] ?? '').trim();
    if (typed === '') {
      return [];
    }
    return [
      [name, type === 'integer' ? Number(typed) : type === 'amount' ? plainNumber(typed) : typed],
    ];
  });
  return entries.length > 0
    ? ({ for: kind, ...Object.fromEntries(entries) } as KindAttributes)
    : null;
}

/** The details that differ from those the form was opened with: what somebody else wrote meanwhile stays. */
export function detailsBody(
  now: DetailValues,
  opened: DetailValues,
  seesValues: boolean,
): Partial<CardDetails> {
  const texts = TEXTS.filter((name) => now[name].trim() !== opened[name].trim()).map((name) => [
    name,
    given(now[name]),
  ]);
  const amounts = (seesValues ? AMOUNTS : [])
    .filter((name) => now[name].trim() !== opened[name].trim())
    .map((name) => [name, now[name].trim() ? plainNumber(now[name]) : null]);
  return {
    ...Object.fromEntries([...texts, ...amounts]),
    ...(now.life_months.trim() === opened.life_months.trim()
      ? {}
      : { life_months: whole(now.life_months) }),
    ...(now.depreciates === opened.depreciates ? {} : { depreciates: now.depreciates }),
  };
}

/** The server points into the body; the form keeps details and attributes in groups of its own. */
export function detailErrors(error: unknown): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const errors = error.problem.errors.map((field) => ({ ...field, pointer: moved(field.pointer) }));
  return new ProblemError({ ...error.problem, errors });
}

function moved(pointer: string): string {
  const attribute = /^(?:\/details)?\/kind_attributes\/(?:\w+\/)?(\w+)$/.exec(pointer);
  if (attribute) {
    return `/attributes/${attribute[1]}`;
  }
  const bare = pointer.slice(1);
  const detail = DETAILS.some(({ name }) => name === bare);
  return detail ? `/details${pointer}` : pointer;
}
