import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { ConsistencyPage } from '@/features/canteen/pages/ConsistencyPage';
import type { PeriodSearch } from '@/features/canteen/queries';

export const Route = createFileRoute('/_app/canteen/consistency')({
  validateSearch: (search): PeriodSearch => ({
    canteen_id: text(search.canteen_id),
    from: day(search.from),
    to: day(search.to),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <ConsistencyPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
