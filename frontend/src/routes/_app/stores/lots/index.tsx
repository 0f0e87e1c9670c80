import { createFileRoute } from '@tanstack/react-router';
import { flag, text } from '@/app/search-params';
import type { LotFilters } from '@/features/stores/food-queries';
import { LotListPage } from '@/features/stores/pages/LotListPage';

export const Route = createFileRoute('/_app/stores/lots/')({
  validateSearch: (search): LotFilters => ({
    view: search.view === 'newest' ? 'newest' : undefined,
    store_id: text(search.store_id),
    within_days: days(search.within_days),
    food: flag(search.food),
    stopped: flag(search.stopped),
    q: text(search.q),
  }),
  component: Shown,
});

/** As many days as the server counts. */
function days(value: unknown): number | undefined {
  const number = Number(text(value));
  return Number.isInteger(number) && number > 0 && number <= 3650 ? number : undefined;
}

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <LotListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({
          search: (search) => {
            const next = { ...search, ...patch };
            return {
              view: next.view === 'newest' ? 'newest' : undefined,
              store_id: next.store_id,
              within_days: days(next.within_days),
              food: flag(next.food),
              stopped: flag(next.stopped),
              q: next.q,
            };
          },
          replace: true,
        })
      }
    />
  );
}
