import { createFileRoute } from '@tanstack/react-router';
import { AssetPage } from '@/features/registers/pages/AssetPage';
import { assetQuery } from '@/features/registers/queries';

export const Route = createFileRoute('/_app/assets/$assetId')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(assetQuery(params.assetId)),
  component: () => <AssetPage assetId={Route.useParams().assetId} />,
});
