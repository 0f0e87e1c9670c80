import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { problemOf } from './problem';

/**
 * Runs a change of a record that was on screen. When somebody was faster (412), the record is read
 * anew before the refusal is shown: the page then holds the newest, and the next attempt its version.
 */
export async function orNewest<T>(
  client: QueryClient,
  queryKey: QueryKey,
  pending: Promise<T>,
): Promise<T> {
  try {
    return await pending;
  } catch (error) {
    if (problemOf(error)?.status === 412) {
      await client.invalidateQueries({ queryKey });
    }
    throw error;
  }
}
