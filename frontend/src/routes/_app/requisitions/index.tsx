import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { RequisitionListPage } from '@/features/stores/pages/RequisitionListPage';
import type { RequisitionFilters } from '@/features/stores/queries';

export const Route = createFileRoute('/_app/requisitions/')({
  validateSearch: (search): RequisitionFilters => ({
    view: search.view === 'all' ? 'all' : undefined,
    state: text(search.state),
    q: text(search.q),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <RequisitionListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
