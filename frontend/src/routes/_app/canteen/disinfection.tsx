import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { mealOf } from '@/features/canteen/address';
import { DisinfectionPage } from '@/features/canteen/pages/DisinfectionPage';
import type { DaySearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/disinfection')({
  validateSearch: (search): DaySearch => ({
    canteen_id: text(search.canteen_id),
    day: day(search.day),
    meal: mealOf(search.meal),
    replaces: text(search.replaces),
  }),
  component: () => <DisinfectionPage search={Route.useSearch()} />,
});
