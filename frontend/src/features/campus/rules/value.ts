import type { PolicyGroup, PolicyView } from '@/api/schema';
import { m } from '@/i18n/messages';

/** A tier of amounts as the server keeps it. */
export interface Tier {
  /** Null for the last one. */
  up_to: string | null;
  inclusive: boolean;
  approver: string;
}

/** What goes higher up whatever it costs, as the server keeps it. */
export interface Raise {
  unit_price_from: string | null;
  fund: string | null;
  words: string[];
  approver: string;
}

/** The same while it is typed: nothing is an empty text, the words stand in one field. */
export type RaiseDraft = Record<keyof Raise, string>;

/** What a value of any kind looks like while it is typed. */
export type Draft = string | Tier[] | RaiseDraft[];

export const GROUPS: readonly PolicyGroup[] = [
  'purchase',
  'assets',
  'repairs',
  'safety',
  'canteen',
  'office',
  'retention',
];

export function groupWord(group: PolicyGroup): string {
  const words: Record<PolicyGroup, () => string> = {
    purchase: m.rules_group_purchase,
    assets: m.rules_group_assets,
    repairs: m.rules_group_repairs,
    safety: m.rules_group_safety,
    canteen: m.rules_group_canteen,
    office: m.rules_group_office,
    retention: m.retention_title,
  };
  return words[group]();
}

type Shape = Pick<PolicyView, 'kind' | 'options' | 'funds' | 'unit'>;

export function tiersOf(value: unknown): Tier[] {
  return Array.isArray(value) ? (value as Tier[]) : [];
}

function optionWord(options: Shape['options'], value: unknown): string {
  return options.find((option) => option.value === value)?.title ?? String(value);
}

export function tierWord(tier: Tier, options: Shape['options']): string {
  const who = optionWord(options, tier.approver);
  if (tier.up_to === null) {
    return m.rules_tier_last({ who });
  }
  const to = tier.up_to.replace(/\.00$/, '');
  return tier.inclusive ? m.rules_tier_first({ to, who }) : m.rules_tier_below({ to, who });
}

export function raisesOf(value: unknown): Raise[] {
  return Array.isArray(value) ? (value as Raise[]) : [];
}

export function raiseWord(
  raise: Raise,
  { options, funds }: Pick<Shape, 'options' | 'funds'>,
): string {
  const price = raise.unit_price_from?.replace(/\.00$/, '');
  const what = [
    price ? m.rules_raise_price({ amount: price }) : null,
    raise.fund ? optionWord(funds, raise.fund) : null,
    raise.words.length > 0
      ? m.rules_raise_words({ words: raise.words.join(m.rules_comma()) })
      : null,
  ];
  return m.rules_raise({
    what: what.filter(Boolean).join(m.rules_comma()),
    who: optionWord(options, raise.approver),
  });
}

/** A value as a sentence of the table. */
export function sentence(value: unknown, shape: Shape): string {
  if (value === null || value === undefined) {
    return m.rules_unset();
  }
  const unit = (text: string) =>
    shape.unit ? m.rules_with_unit({ value: text, unit: shape.unit }) : text;
  switch (shape.kind) {
    case 'money':
      return m.rules_yuan({ amount: String(value).replace(/\.00$/, '') });
    case 'yes_no':
      return value === true ? m.rules_yes() : m.rules_no();
    case 'choice':
      return optionWord(shape.options, value);
    case 'tiers':
      return tiersOf(value)
        .map((tier) => tierWord(tier, shape.options))
        .join(m.rules_semicolon());
    case 'raises':
      return raisesOf(value).length > 0
        ? raisesOf(value)
            .map((raise) => raiseWord(raise, shape))
            .join(m.rules_semicolon())
        : m.rules_raise_none();
    case 'integers':
    case 'times':
      return unit((value as unknown[]).join(m.rules_comma()));
    default:
      return unit(String(value));
  }
}

/** A kept value as it is typed. */
export function draftOf(value: unknown, shape: Shape): Draft {
  switch (shape.kind) {
    case 'tiers':
      return tiersOf(value);
    case 'raises':
      return raisesOf(value).map((raise) => ({
        unit_price_from: raise.unit_price_from ?? '',
        fund: raise.fund ?? '',
        words: raise.words.join(m.rules_comma()),
        approver: raise.approver,
      }));
    case 'integers':
    case 'times':
      return (value as unknown[]).join(' ');
    case 'yes_no':
      return value === true ? 'yes' : 'no';
    default:
      return value === null || value === undefined ? '' : String(value);
  }
}

/** What was typed as the server takes it; whether it fits is the server's word. */
export function typedValue(draft: Draft, shape: Shape): unknown {
  if (typeof draft !== 'string') {
    return draft.map((row) => ('words' in row ? typedRaise(row) : typedTier(row)));
  }
  const text = draft.trim();
  switch (shape.kind) {
    case 'integer':
      return number(text);
    case 'integers':
      return text.split(/[\s,，、]+/).map(number);
    case 'times':
      return text.split(/[\s,，、]+/);
    case 'yes_no':
      return text === 'yes';
    case 'money':
      return text === '' ? null : money(text);
    default:
      return text;
  }
}

function typedTier(tier: Tier): Tier {
  return { ...tier, up_to: tier.up_to === null ? null : money(tier.up_to) };
}

function typedRaise(raise: RaiseDraft): Raise {
  const price = raise.unit_price_from.trim();
  const words = raise.words.split(/[,，、;；]+/).map((word) => word.trim());
  return {
    unit_price_from: price === '' ? null : money(price),
    fund: raise.fund || null,
    words: words.filter(Boolean),
    approver: raise.approver,
  };
}

function number(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** "500" is meant as 500.00. */
function money(text: string): string {
  return /^\d+$/.test(text.trim()) ? `${text.trim()}.00` : text.trim();
}
