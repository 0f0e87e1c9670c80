import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { IncidentsPage } from '@/features/canteen/pages/IncidentsPage';
import type { DaySearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/incidents/')({
  validateSearch: (search): DaySearch => ({
    canteen_id: text(search.canteen_id),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <IncidentsPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
