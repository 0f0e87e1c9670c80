import { useDebouncedValue } from '@mantine/hooks';

/** What was said, once nothing else has been said for a moment; and whether something newer waits. */
export function useSettled<T>(value: T, ms = 400): { settled: T; pending: boolean } {
  const [settled] = useDebouncedValue(value, ms);
  return { settled, pending: JSON.stringify(settled) !== JSON.stringify(value) };
}
