import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { ControlPage } from '@/features/canteen/pages/ControlPage';
import type { DaySearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/control')({
  validateSearch: (search): DaySearch => ({
    canteen_id: text(search.canteen_id),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <ControlPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
