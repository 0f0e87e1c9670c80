import type { RouteView } from '@/api/schema';

export interface CategoryRules {
  category: string | null;
  title: string;
  /** The rule for every building. */
  general: RouteView | null;
  /** Rules for single buildings, by name. */
  buildings: RouteView[];
}

/** One line per category, the rule for everything first; under each its exceptions by building. */
export function byCategory(
  rules: readonly RouteView[],
  categories: readonly { code: string; title: string }[],
  everything: string,
): CategoryRules[] {
  return [{ code: null, title: everything }, ...categories].map(({ code, title }) => {
    const own = rules.filter((rule) => (rule.category ?? null) === code);
    return {
      category: code,
      title,
      general: own.find((rule) => !rule.building) ?? null,
      buildings: own
        .filter((rule) => rule.building)
        .sort((a, b) => (a.building?.name ?? '').localeCompare(b.building?.name ?? '', 'zh')),
    };
  });
}

/** The categories that have rules, named by their codes. */
export function codesOf(rules: readonly RouteView[]): { code: string; title: string }[] {
  const codes = new Set(rules.flatMap((rule) => rule.category ?? []));
  return [...codes].map((code) => ({ code, title: code }));
}
