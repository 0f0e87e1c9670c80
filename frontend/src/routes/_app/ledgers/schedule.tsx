import { createFileRoute } from '@tanstack/react-router';
import { day } from '@/app/search-params';
import { SchedulePage } from '@/features/reports/pages/SchedulePage';
import type { LedgerDays } from '@/features/reports/queries';

export const Route = createFileRoute('/_app/ledgers/schedule')({
  validateSearch: (search): LedgerDays => ({ from: day(search.from), as_of: day(search.as_of) }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <SchedulePage
      days={Route.useSearch()}
      onDays={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
