import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { RequestListPage } from '@/features/procurement/pages/RequestListPage';
import type { RequestFilters } from '@/features/procurement/queries';

export const Route = createFileRoute('/_app/purchases/')({
  validateSearch: (search): RequestFilters => ({
    view: search.view === 'all' ? 'all' : undefined,
    state: text(search.state),
    q: text(search.q),
  }),
  component: RequestList,
});

function RequestList() {
  const navigate = Route.useNavigate();
  return (
    <RequestListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
