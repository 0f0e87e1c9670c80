import { createFileRoute } from '@tanstack/react-router';
import { valueQuery } from '@/features/registers/value/queries';
import { ValuePage } from '@/features/registers/value/ValuePage';

export const Route = createFileRoute('/_app/assets/$assetId_/value')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(valueQuery(params.assetId)),
  component: () => <ValuePage assetId={Route.useParams().assetId} />,
});
