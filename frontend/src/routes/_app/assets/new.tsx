import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { NewAssetPage } from '@/features/registers/pages/NewAssetPage';

export const Route = createFileRoute('/_app/assets/new')({
  validateSearch: (search): { location_id?: string } => ({ location_id: text(search.location_id) }),
  component: () => <NewAssetPage locationId={Route.useSearch().location_id} />,
});
