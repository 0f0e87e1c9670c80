/** How one line of a form is changed and taken away. */
export function onLine<Line>(
  lines: readonly Line[],
  line: Line,
  set: (lines: Line[]) => void,
): { onChange: (change: Partial<Line>) => void; onRemove: () => void } {
  return {
    onChange: (change) => set(lines.map((one) => (one === line ? { ...one, ...change } : one))),
    onRemove: () => set(lines.filter((one) => one !== line)),
  };
}
