import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ClaimPacketPage } from '@/features/procurement/claim/ClaimPacketPage';

/** Another area's: goods that went into a store were taken in by a paper of its own. */
const StockInPaper = lazy(async () => ({
  default: (await import('@/features/stores/components/StockInPaper')).StockInPaper,
}));

export const Route = createFileRoute('/_app/purchases/$requestId_/claim-packet')({
  component: Packet,
});

function Packet() {
  return (
    <ClaimPacketPage
      requestId={Route.useParams().requestId}
      stockPaper={(documentId, onUnreadable) => (
        <Suspense>
          <StockInPaper documentId={documentId} onUnreadable={onUnreadable} />
        </Suspense>
      )}
    />
  );
}
