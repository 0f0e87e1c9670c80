import { createFileRoute } from '@tanstack/react-router';
import { EditAssetPage } from '@/features/registers/pages/EditAssetPage';
import { assetQuery } from '@/features/registers/queries';

export const Route = createFileRoute('/_app/assets/$assetId_/edit')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(assetQuery(params.assetId)),
  component: () => <EditAssetPage assetId={Route.useParams().assetId} />,
});
