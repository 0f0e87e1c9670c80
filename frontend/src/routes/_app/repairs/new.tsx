import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { ReportPage } from '@/features/repairs/pages/ReportPage';

export const Route = createFileRoute('/_app/repairs/new')({
  validateSearch: (search): { location_id?: string } => ({ location_id: text(search.location_id) }),
  component: Report,
});

function Report() {
  const navigate = Route.useNavigate();
  return (
    <ReportPage
      locationId={Route.useSearch().location_id}
      onRoom={(location_id) => void navigate({ search: { location_id } })}
    />
  );
}
