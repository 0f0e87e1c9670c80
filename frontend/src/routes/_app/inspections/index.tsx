import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { RoundListPage } from '@/features/inspections/pages/RoundListPage';
import type { RoundFilters } from '@/features/inspections/queries';

export const Route = createFileRoute('/_app/inspections/')({
  validateSearch: (search): RoundFilters => ({
    view: search.view === 'all' || search.view === 'to_sign' ? search.view : undefined,
    state: text(search.state),
    q: text(search.q),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <RoundListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
