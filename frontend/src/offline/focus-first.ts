/** Puts the caret into the first bad field in reading order, not in the order the server listed them. */
export function focusFirst(paths: string[]): void {
  // After React has painted the messages: a screen reader then reads field and message together.
  requestAnimationFrame(() => {
    const nodes = paths
      .map((path) => document.querySelector<HTMLElement>(`[data-path="${path}"]`))
      .filter((node) => node !== null);
    nodes.sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    nodes[0]?.focus();
  });
}
