import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { isLedger } from '@/features/stores/food';
import type { FoodFilters } from '@/features/stores/food-queries';
import { FoodLedgersPage } from '@/features/stores/pages/FoodLedgersPage';

export const Route = createFileRoute('/_app/stores/food')({
  validateSearch: (search): FoodFilters => ({
    ledger: isLedger(search.ledger) ? search.ledger : undefined,
    from: day(search.from),
    to: day(search.to),
    store_id: text(search.store_id),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <FoodLedgersPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
