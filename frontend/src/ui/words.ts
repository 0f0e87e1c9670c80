/** Whether every word typed occurs in one of the texts; blanks, slashes and case do not matter. */
export function matches(typed: string, ...texts: (string | null | undefined)[]): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return true;
  }
  const all = texts.map((text) => (text ?? '').toLowerCase().replaceAll(/[\s/]/g, '')).join('\n');
  return words.every((word) => all.includes(word.replaceAll('/', '')));
}

/** "7K2M9QX4RT" → "7K2M 9QX 4RT": groups that can be read over the telephone. */
export function codeGroups(code: string): string {
  return code.replace(/^(.{4})(.{3})(.{3})$/, '$1 $2 $3');
}
