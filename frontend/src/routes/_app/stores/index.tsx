import { createFileRoute } from '@tanstack/react-router';
import { flag, text } from '@/app/search-params';
import { StoresPage } from '@/features/stores/pages/StoresPage';
import type { ItemFilters } from '@/features/stores/queries';

export const Route = createFileRoute('/_app/stores/')({
  validateSearch: (search): ItemFilters => ({
    q: text(search.q),
    store_id: text(search.store_id),
    below_minimum: flag(search.below_minimum),
    retired: flag(search.retired),
  }),
  component: Stores,
});

function Stores() {
  const navigate = Route.useNavigate();
  return (
    <StoresPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({
          search: (search) => {
            const next = { ...search, ...patch };
            return {
              q: next.q,
              store_id: next.store_id,
              below_minimum: flag(next.below_minimum),
              retired: flag(next.retired),
            };
          },
          replace: true,
        })
      }
    />
  );
}
