import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { mealOf } from '@/features/canteen/address';
import { MenuPage } from '@/features/canteen/pages/MenuPage';
import type { DaySearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/menu')({
  validateSearch: (search): DaySearch => ({
    canteen_id: text(search.canteen_id),
    day: day(search.day),
    meal: mealOf(search.meal),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <MenuPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
