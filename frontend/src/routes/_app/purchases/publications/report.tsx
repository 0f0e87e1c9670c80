import { createFileRoute } from '@tanstack/react-router';
import { day, flag } from '@/app/search-params';
import type { ReportFilters } from '@/features/procurement/publications/queries';
import { ReportPage } from '@/features/procurement/publications/ReportPage';

export const Route = createFileRoute('/_app/purchases/publications/report')({
  validateSearch: (search): ReportFilters => ({
    from: day(search.from),
    to: day(search.to),
    with_petty: flag(search.with_petty),
  }),
  component: Report,
});

function Report() {
  const navigate = Route.useNavigate();
  return (
    <ReportPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
