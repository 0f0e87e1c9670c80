import { createFileRoute } from '@tanstack/react-router';
import { day, flag, text } from '@/app/search-params';
import { kindOf } from '@/features/canteen/address';
import { RecordsPage } from '@/features/canteen/pages/RecordsPage';
import type { RecordFilters } from '@/features/canteen/queries';

const read = (search: Record<string, unknown>): RecordFilters => ({
  canteen_id: text(search.canteen_id),
  kind: kindOf(search.kind),
  from: day(search.from),
  to: day(search.to),
  late: flag(search.late),
});

export const Route = createFileRoute('/_app/canteen/records/')({
  validateSearch: read,
  component: Shown,
});

function Shown() {
  const navigate = Route.useNavigate();
  return (
    <RecordsPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => read({ ...search, ...patch }), replace: true })
      }
    />
  );
}
