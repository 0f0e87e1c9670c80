import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { AssetsPage } from '@/features/registers/pages/AssetsPage';
import type { AssetFilters } from '@/features/registers/queries';

export const Route = createFileRoute('/_app/assets/')({
  validateSearch: (search): AssetFilters => ({
    q: text(search.q),
    location_id: text(search.location_id),
    category: text(search.category),
    status: text(search.status),
    import_id: text(search.import_id),
    sort: text(search.sort),
  }),
  component: Assets,
});

function Assets() {
  const navigate = Route.useNavigate();
  return (
    <AssetsPage
      filters={Route.useSearch()}
      onChange={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
