import { createFileRoute } from '@tanstack/react-router';
import { flag, text } from '@/app/search-params';
import { StorePage } from '@/features/stores/pages/StorePage';
import type { DocumentFilters } from '@/features/stores/queries';

export const Route = createFileRoute('/_app/stores/$storeId')({
  validateSearch: (search): DocumentFilters => ({
    kind: text(search.kind),
    late: flag(search.late),
    q: text(search.q),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <StorePage
      storeId={Route.useParams().storeId}
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
