import type { UseFormReturnType } from '@mantine/form';

/** Puts the caret into the first bad field in reading order, not in the order the server listed them. */
export function focusFirst<V extends Record<string, unknown>>(
  form: UseFormReturnType<V>,
  paths: string[],
): void {
  // After React has painted the messages: a screen reader then reads field and message together.
  requestAnimationFrame(() => {
    const nodes = paths
      .map((path) => form.getInputNode(path))
      .filter((node): node is NonNullable<typeof node> => node !== null);
    nodes.sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    nodes[0]?.focus();
  });
}
