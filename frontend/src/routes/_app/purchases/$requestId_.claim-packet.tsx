import { createFileRoute } from '@tanstack/react-router';
import { ClaimPacketPage } from '@/features/procurement/claim/ClaimPacketPage';
import { packetQuery } from '@/features/procurement/claim/queries';

export const Route = createFileRoute('/_app/purchases/$requestId_/claim-packet')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(packetQuery(params.requestId)),
  component: () => <ClaimPacketPage requestId={Route.useParams().requestId} />,
});
