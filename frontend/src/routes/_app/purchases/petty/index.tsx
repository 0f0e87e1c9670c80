import { createFileRoute } from '@tanstack/react-router';
import { flag, month, text } from '@/app/search-params';
import { PettyListPage } from '@/features/procurement/petty/PettyListPage';
import type { PettyFilters } from '@/features/procurement/petty/queries';

export const Route = createFileRoute('/_app/purchases/petty/')({
  validateSearch: (search): PettyFilters => ({
    view: search.view === 'all' ? 'all' : undefined,
    state: text(search.state),
    month: month(search.month),
    late: flag(search.late),
    q: text(search.q),
  }),
  component: PettyList,
});

function PettyList() {
  const navigate = Route.useNavigate();
  return (
    <PettyListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
