import { createFileRoute } from '@tanstack/react-router';
import { day } from '@/app/search-params';
import { LedgerCardPage } from '@/features/reports/pages/LedgerCardPage';
import type { LedgerDays } from '@/features/reports/queries';

export const Route = createFileRoute('/_app/ledgers/cards/$assetId')({
  validateSearch: (search): LedgerDays => ({ from: day(search.from), as_of: day(search.as_of) }),
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <LedgerCardPage
      assetId={Route.useParams().assetId}
      days={Route.useSearch()}
      onDays={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
