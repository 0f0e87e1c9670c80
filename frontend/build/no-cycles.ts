import type { Plugin } from 'vite';

type Imports = ReadonlyMap<string, readonly string[]>;

/**
 * Refuses files that import each other in a circle: one of them would run before what it needs is there, and a page
 * would break in the built product only. Groups that merge small parts can make such circles (chunk-groups.ts).
 */
export function noCycles(): Plugin {
  return {
    name: 'steward:no-cycles',
    generateBundle(_, bundle) {
      const imports: Imports = new Map(
        Object.values(bundle).flatMap((part) =>
          part.type === 'chunk' ? [[part.fileName, part.imports] as const] : [],
        ),
      );
      const safe = new Set<string>();
      for (const file of imports.keys()) {
        const circle = circleFrom(file, imports, [], safe);
        if (circle) {
          this.error(`files import each other in a circle: ${circle.join(' → ')}`);
        }
      }
    },
  };
}

function circleFrom(
  file: string,
  imports: Imports,
  path: readonly string[],
  safe: Set<string>,
): string[] | null {
  const before = path.indexOf(file);
  if (before >= 0) {
    return [...path.slice(before), file];
  }
  if (!safe.has(file)) {
    for (const next of imports.get(file) ?? []) {
      const circle = circleFrom(next, imports, [...path, file], safe);
      if (circle) {
        return circle;
      }
    }
    safe.add(file);
  }
  return null;
}
