import { createFileRoute } from '@tanstack/react-router';
import { day, text } from '@/app/search-params';
import { DetailPage } from '@/features/reports/pages/DetailPage';
import type { DetailFilters } from '@/features/reports/queries';

export const Route = createFileRoute('/_app/ledgers/detail')({
  validateSearch: (search): DetailFilters => ({
    from: day(search.from),
    as_of: day(search.as_of),
    category_code: text(search.category_code),
    place_id: text(search.place_id),
  }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <DetailPage
      filters={Route.useSearch()}
      onDays={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
