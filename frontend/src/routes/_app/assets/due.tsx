import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import type { DueFilters } from '@/features/registers/due/queries';
import { DuePage } from '@/features/registers/pages/DuePage';

export const Route = createFileRoute('/_app/assets/due')({
  validateSearch: (search): DueFilters => ({
    kind: text(search.kind),
    location_id: text(search.location_id),
    within: text(search.within),
    done: text(search.done),
  }),
  component: Due,
});

function Due() {
  const navigate = Route.useNavigate();
  return (
    <DuePage
      filters={Route.useSearch()}
      onChange={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
