/** Whether every word typed occurs in one of the texts; blanks, slashes and case do not matter. */
export function matches(typed: string, ...texts: (string | null | undefined)[]): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return true;
  }
  const all = texts.map((text) => (text ?? '').toLowerCase().replaceAll(/[\s/]/g, '')).join('\n');
  return words.every((word) => all.includes(word.replaceAll('/', '')));
}
