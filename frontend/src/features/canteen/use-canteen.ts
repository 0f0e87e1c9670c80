import { useSuspenseQuery } from '@tanstack/react-query';
import type { CanteenView } from '@/api/schema';
import { canteensQuery } from './queries';

/** The canteen that an address names, or the first that is in use; null where the school has none. */
export function useCanteen(id?: string): CanteenView | null {
  const { data: canteens } = useSuspenseQuery(canteensQuery);
  const named = canteens.find((canteen) => canteen.id === id);
  return named ?? canteens.find(({ retired }) => !retired) ?? canteens[0] ?? null;
}
