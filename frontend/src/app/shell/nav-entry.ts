import type { LinkProps } from '@tanstack/react-router';
import type { Me, Summary } from '@/api/schema';
import type { Icon } from '@/ui/icons';

export interface NavEntry {
  to: LinkProps['to'];
  label: () => string;
  icon: Icon;
  /** Pages elsewhere that belong to it. */
  within?: readonly string[];
  /** Shown when the person holds any of these; "repairs.*" is any right of that area. Empty: everyone. */
  needs: readonly string[];
  /** Only in a district. */
  district?: true;
  /** The number beside it, from GET /me/summary. */
  count?: (summary: Summary) => number;
}

/** Whose navigation it is. */
export type Viewer = Pick<Me, 'permissions' | 'school'>;

export function visible(entry: NavEntry, { permissions, school }: Viewer): boolean {
  if (entry.district && school.kind !== 'district') {
    return false;
  }
  return (
    entry.needs.length === 0 ||
    entry.needs.some((need) =>
      need.endsWith('.*')
        ? permissions.some((key) => key.startsWith(need.slice(0, -1)))
        : permissions.includes(need),
    )
  );
}
