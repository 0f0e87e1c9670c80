import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { PublicationListPage } from '@/features/procurement/publications/PublicationListPage';
import type { PublicationFilters } from '@/features/procurement/publications/queries';

export const Route = createFileRoute('/_app/purchases/publications/')({
  validateSearch: (search): PublicationFilters => ({
    // One that the server does not know is refused there.
    state: text(search.state) as PublicationFilters['state'],
    overdue: search.overdue === true || undefined,
  }),
  component: Publications,
});

function Publications() {
  const navigate = Route.useNavigate();
  return (
    <PublicationListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
