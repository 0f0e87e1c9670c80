import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { CanteenDay, CanteenMeal, CanteenView } from '@/api/schema';
import { refreshCanteen } from './acts';
import { type DaySearch, dayQuery } from './queries';

/** The meal that is most likely meant: the one of the address, or the only one. */
export function likelyMeal(canteen: CanteenView, search: DaySearch): CanteenMeal | null {
  return search.meal ?? (canteen.meals.length === 1 ? (canteen.meals[0] ?? null) : null);
}

/** What a form of the book stands on: the day, and the way back to it. */
export function useRecord(
  canteen: CanteenView,
  day?: string,
): {
  day: CanteenDay;
  done: () => Promise<void>;
} {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(dayQuery(canteen.id, day));
  return {
    day: data,
    done: async () => {
      await refreshCanteen(queryClient);
      await navigate({ to: '/canteen', search: { canteen_id: canteen.id } });
    },
  };
}
