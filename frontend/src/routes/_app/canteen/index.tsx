import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { DayPage } from '@/features/canteen/pages/DayPage';
import type { DaySearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/')({
  validateSearch: (search): DaySearch => ({
    canteen_id: text(search.canteen_id),
    day: day(search.day),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <DayPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
