import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { ReportPage } from '@/features/repairs/pages/ReportPage';

export const Route = createFileRoute('/_app/repairs/new')({
  validateSearch: (search): { location_id?: string; asset_id?: string } => ({
    location_id: text(search.location_id),
    asset_id: text(search.asset_id),
  }),
  component: Report,
});

function Report() {
  const navigate = Route.useNavigate();
  const { location_id, asset_id } = Route.useSearch();
  return (
    <ReportPage
      locationId={location_id}
      assetId={asset_id}
      // Another room is another thing.
      onRoom={(id) => void navigate({ search: { location_id: id } })}
    />
  );
}
