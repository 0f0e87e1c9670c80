import type { AssetView, ChangeAsset } from '@/api/schema';
import { PLAIN, type PlainName } from './card-fields';
import { attributesBody, attributesOf, type DetailValues, detailsBody, detailsOf } from './details';
import type { Status } from './words';

const NEEDED = PLAIN.flatMap((field) => ('needed' in field ? [field.name] : []));
const TEXTS = PLAIN.flatMap((field) => ('needed' in field ? [] : [field.name]));

/** What can be corrected, as the form holds it. */
export type EditValues = Record<string, unknown> &
  Record<PlainName, string> & {
    name: string;
    unit: string;
    category_code: string | null;
    status: Status;
    details: DetailValues;
    attributes: Record<string, string>;
  };

export function editValues(asset: AssetView): EditValues {
  return {
    ...(Object.fromEntries(TEXTS.map((name) => [name, asset[name] ?? ''])) as Record<
      PlainName,
      string
    >),
    name: asset.name,
    unit: asset.unit,
    category_code: asset.category.code,
    status: asset.status,
    details: detailsOf(asset),
    attributes: attributesOf(asset),
  };
}

/** Only what differs from the card as it was when the form was opened. */
export function changeBody(
  now: EditValues,
  opened: EditValues,
  kind: string | undefined,
  seesValues: boolean,
): ChangeAsset {
  const texts = TEXTS.filter((name) => now[name].trim() !== opened[name].trim());
  const needed = NEEDED.filter((name) => now[name] !== opened[name]);
  const body = Object.fromEntries([
    ...texts.map((name) => [name, now[name].trim() || null]),
    ...needed.map((name) => [name, now[name]?.trim()]),
  ]);
  const attributes = attributesBody(kind, now.attributes);
  const before = attributesBody(kind, opened.attributes);
  const moved = now.category_code !== opened.category_code;
  const details = {
    ...detailsBody(now.details, opened.details, seesValues),
    ...(moved || JSON.stringify(attributes) !== JSON.stringify(before)
      ? { kind_attributes: attributes }
      : {}),
  };
  return { ...body, ...(Object.keys(details).length > 0 ? { details } : {}) } as ChangeAsset;
}
