/*
 * Doors and the pages that somebody opens a day with: what they need is fetched beside them, not after them. For the
 * rest of the office's pages only stylesheets are: a list of files beside every route of the office was a tenth of the
 * script that a phone at a door loads, and a page of the office names its files itself, one step later.
 */

/** Pages of the office that a day begins with, by the name their files get. */
const BEGINNINGS: Record<string, string> = {
  'routes/_app/index.tsx': 'home',
  'routes/_app/repairs/new.tsx': 'report',
};

const FIRST =
  /^assets\/(_app|confirm-mail|f\._code|forgot|home|j|report|s\._code|set-up|sign-in|signed-in)-/;

/** What a route's file is called when its own name says too little. */
export function pageName(module: string | null): string | undefined {
  const path = module?.split('?')[0] ?? '';
  return Object.entries(BEGINNINGS).find(([file]) => path.endsWith(file))?.[1];
}

export function fetchedBeside(file: string, files: string[]): string[] {
  return FIRST.test(file) ? files : [];
}
