import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { MovementsPage } from '@/features/stores/pages/MovementsPage';
import type { LedgerFilters } from '@/features/stores/queries';

export const Route = createFileRoute('/_app/stores/items/$itemId_/movements')({
  validateSearch: (search): LedgerFilters => ({
    store_id: text(search.store_id),
    from: day(search.from),
    as_of: day(search.as_of),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <MovementsPage
      itemId={Route.useParams().itemId}
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
