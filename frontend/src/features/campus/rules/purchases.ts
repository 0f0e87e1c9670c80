import type { PolicyView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { raisesOf, raiseWord, type Tier, tiersOf } from './value';

/** Finds a rule by its key. */
export type Known = (key: string) => PolicyView | undefined;

/** The numbers that the sheet is made of. */
const KEYS = [
  'purchase.tiers',
  'purchase.raises',
  'purchase.major_amount',
  'purchase.two_buyers_from',
  'purchase.two_acceptors_from',
  'purchase.quotes',
  'purchase.quotes_unit_price_from',
  'purchase.quotes_total_from',
  'purchase.quotes_exempt_price_lists',
  'purchase.quotes_exempt_e_mall',
  'purchase.split_window_days',
  'purchase.emergency_approval_days',
  'purchase.gov_procurement_limit',
  'budget.control',
  'purchase.last_signer',
];

/** An amount without needless zeros. */
export function yuan(policy: PolicyView | undefined): string {
  return plain(String(policy?.value ?? ''));
}

function plain(amount: string): string {
  return amount.replace(/\.00$/, '');
}

/** Each range of amounts with everybody who signs, the lowest first: whoever approves more signs after those below. */
export function rowsOf(known: Known): { amount: string; chain: string }[] {
  const tiers = known('purchase.tiers');
  const title = (code: string) => tiers?.options.find(({ value }) => value === code)?.title ?? code;
  const steps = tiersOf(tiers?.value);
  const chain = (upTo: number) => {
    const approvers = steps.slice(0, upTo + 1).map(({ approver }) => title(approver));
    return [...new Set(approvers)];
  };
  const rows = steps.map((tier, index) => ({
    amount: rangeOf(tier, steps[index - 1]),
    chain: chain(index).join(m.rules_purchases_then()),
  }));
  const major = known('purchase.major_amount')?.value;
  if (typeof major !== 'string') {
    return rows;
  }
  const all = [...new Set([...chain(steps.length - 1), title('staff_congress')])];
  return [
    ...rows,
    {
      amount: m.rules_purchases_major({ amount: plain(major) }),
      chain: all.join(m.rules_purchases_then()),
    },
  ];
}

function rangeOf(tier: Tier, below: Tier | undefined): string {
  if (tier.up_to !== null) {
    const to = plain(tier.up_to);
    return tier.inclusive ? m.rules_purchases_to({ to }) : m.rules_purchases_below({ to });
  }
  if (!below?.up_to) {
    return m.rules_purchases_any();
  }
  const from = plain(below.up_to);
  return below.inclusive
    ? m.rules_purchases_above({ from })
    : m.rules_purchases_above_or_at({ from });
}

/** What goes higher up whatever it costs, a line each. */
export function raisedOf(known: Known): string[] {
  const policy = known('purchase.raises');
  return policy ? raisesOf(policy.value).map((raise) => raiseWord(raise, policy)) : [];
}

/** From when the youngest of these rules holds; null while all are the product's. */
export function sinceOf(policies: readonly PolicyView[]): string | null {
  const days = ours(policies).flatMap(({ set }) => (set ? [set.valid_from] : []));
  return days.reduce<string | null>((last, day) => (last && last > day ? last : day), null);
}

/** The documents and meetings that these rules come from, each once. */
export function sourcesOf(policies: readonly PolicyView[]): string {
  const named = ours(policies).flatMap(({ set }) => (set ? [set.source] : []));
  return [...new Set(named)].join(m.rules_comma());
}

function ours(policies: readonly PolicyView[]): PolicyView[] {
  return policies.filter(({ key }) => KEYS.includes(key));
}
