import { createFileRoute } from '@tanstack/react-router';
import { ClaimPacketPage } from '@/features/procurement/claim/ClaimPacketPage';

export const Route = createFileRoute('/_app/purchases/$requestId_/claim-packet')({
  component: () => <ClaimPacketPage requestId={Route.useParams().requestId} />,
});
