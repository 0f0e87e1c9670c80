import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { mealOf } from '@/features/canteen/address';
import { LeftoversPage } from '@/features/canteen/pages/LeftoversPage';
import type { DaySearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/leftovers')({
  validateSearch: (search): DaySearch => ({
    canteen_id: text(search.canteen_id),
    day: day(search.day),
    meal: mealOf(search.meal),
    replaces: text(search.replaces),
  }),
  component: () => <LeftoversPage search={Route.useSearch()} />,
});
