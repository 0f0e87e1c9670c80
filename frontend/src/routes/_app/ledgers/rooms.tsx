import { createFileRoute } from '@tanstack/react-router';
import { day } from '@/app/search-params';
import { RoomsPage } from '@/features/reports/pages/RoomsPage';
import type { LedgerDays } from '@/features/reports/queries';

export const Route = createFileRoute('/_app/ledgers/rooms')({
  validateSearch: (search): LedgerDays => ({ from: day(search.from), as_of: day(search.as_of) }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <RoomsPage
      days={Route.useSearch()}
      onDays={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
