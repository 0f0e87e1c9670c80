import { createFileRoute } from '@tanstack/react-router';
import { PublicationListPage } from '@/features/procurement/publications/PublicationListPage';
import type { PublicationFilters } from '@/features/procurement/publications/queries';
import { STATE_WORDS } from '@/features/procurement/publications/words';

export const Route = createFileRoute('/_app/purchases/publications/')({
  validateSearch: (search): PublicationFilters => ({
    state: known(search.state),
    overdue: search.overdue === true || undefined,
  }),
  component: Publications,
});

function known(state: unknown): PublicationFilters['state'] {
  return typeof state === 'string' && state in STATE_WORDS
    ? (state as PublicationFilters['state'])
    : undefined;
}

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
