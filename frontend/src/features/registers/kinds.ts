import type { KindAttributes } from '@/api/schema';
import { m } from '@/i18n/messages';

type AttributeType = 'text' | 'integer' | 'amount' | 'date';

interface Attribute<Name extends string = string> {
  name: Name;
  label: () => string;
  type: AttributeType;
}

interface Kind<Name extends string = string> {
  title: () => string;
  attributes: readonly Attribute<Name>[];
}

type KindName = KindAttributes['for'];
/** The attributes that the API knows of a kind. */
type NamesOf<K extends KindName> = Exclude<
  keyof Extract<KindAttributes, { for: K }> & string,
  'for'
>;

const of =
  (type: AttributeType) =>
  <Name extends string>(name: Name, label: () => string): Attribute<Name> => ({
    name,
    label,
    type,
  });
const text = of('text');
const integer = of('integer');
const amount = of('amount');
const date = of('date');

/** What only cards of one kind have, as the paper forms of that kind ask for it. */
const KINDS: { readonly [K in KindName]?: Kind<NamesOf<K>> } = {
  building: {
    title: m.cards_group_kind_building,
    attributes: [
      text('structure', m.cards_attr_structure),
      amount('area_m2', m.cards_attr_area_m2),
      integer('floors', m.cards_attr_floors),
      date('completed_on', m.cards_attr_completed_on),
      text('certificate_no', m.cards_attr_certificate_no),
      text('owner_name', m.cards_attr_owner_name),
    ],
  },
  structure: {
    title: m.cards_group_kind_structure,
    attributes: [
      text('structure', m.cards_attr_structure),
      amount('area_m2', m.cards_attr_area_m2),
      date('completed_on', m.cards_attr_completed_on),
    ],
  },
  land: {
    title: m.cards_group_kind_land,
    attributes: [
      amount('area_m2', m.cards_attr_area_m2),
      text('land_use', m.cards_attr_land_use),
      text('certificate_no', m.cards_attr_certificate_no),
      date('certificate_on', m.cards_attr_certificate_on),
    ],
  },
  vehicle: {
    title: m.cards_group_kind_vehicle,
    attributes: [
      text('plate_no', m.cards_attr_plate_no),
      integer('seats', m.cards_attr_seats),
      text('vin', m.cards_attr_vin),
      text('engine_no', m.cards_attr_engine_no),
      text('displacement', m.cards_attr_displacement),
      date('registered_on', m.cards_attr_registered_on),
    ],
  },
  equipment: {
    title: m.cards_group_kind_equipment,
    attributes: [
      text('rated_power', m.cards_attr_rated_power),
      text('voltage', m.cards_attr_voltage),
      text('network_address', m.cards_attr_network_address),
      text('operating_system', m.cards_attr_operating_system),
      date('made_on', m.cards_attr_made_on),
    ],
  },
  collection: {
    title: m.cards_group_kind_collection,
    attributes: [
      text('era', m.cards_attr_era),
      text('grade', m.cards_attr_grade),
      text('origin', m.cards_attr_origin),
    ],
  },
  book: {
    title: m.cards_group_kind_book,
    attributes: [
      text('author', m.cards_attr_author),
      text('publisher', m.cards_attr_publisher),
      text('isbn', m.cards_attr_isbn),
      integer('volumes', m.cards_attr_volumes),
      date('published_on', m.cards_attr_published_on),
    ],
  },
  furniture: {
    title: m.cards_group_kind_furniture,
    attributes: [
      text('material', m.cards_attr_material),
      text('dimensions', m.cards_attr_dimensions),
      text('size_no', m.cards_attr_size_no),
      text('colour', m.cards_attr_colour),
    ],
  },
  intangible: {
    title: m.cards_group_kind_intangible,
    attributes: [
      text('registration_no', m.cards_attr_registration_no),
      text('licensor', m.cards_attr_licensor),
      integer('licences', m.cards_attr_licences),
      date('valid_until', m.cards_attr_valid_until),
    ],
  },
};

/** The attributes of a kind; kinds without any (supplies, animals) have no part of their own on the card. */
export function kindOf(kind: string | undefined): Kind | undefined {
  return kind === undefined ? undefined : KINDS[kind as KindName];
}

/** The names of all attributes of all kinds, once each: a form holds them all, so that a change of category loses nothing. */
export const ATTRIBUTE_NAMES: readonly string[] = [
  ...new Set(Object.values(KINDS).flatMap((kind: Kind) => kind.attributes.map(({ name }) => name))),
];
