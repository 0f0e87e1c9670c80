import { createFileRoute } from '@tanstack/react-router';
import { CardPrintPage } from '@/features/registers/pages/CardPrintPage';
import { assetQuery } from '@/features/registers/queries';

export const Route = createFileRoute('/_app/assets/$assetId_/print')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(assetQuery(params.assetId)),
  component: () => <CardPrintPage assetId={Route.useParams().assetId} />,
});
