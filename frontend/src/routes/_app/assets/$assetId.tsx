import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { usePermission } from '@/api/me';
import { AssetPage } from '@/features/registers/pages/AssetPage';
import { assetQuery } from '@/features/registers/queries';

/** Another area's: it comes after the card itself. */
const CameBy = lazy(async () => ({
  default: (await import('@/features/procurement/receipts/CameBy')).CameBy,
}));

export const Route = createFileRoute('/_app/assets/$assetId')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(assetQuery(params.assetId)),
  component: Asset,
});

function Asset() {
  const { assetId } = Route.useParams();
  const seesReceipts = usePermission('goods_receipts.view');
  return (
    <AssetPage
      assetId={assetId}
      cameBy={
        seesReceipts ? (
          <Suspense>
            <CameBy recordId={assetId} />
          </Suspense>
        ) : null
      }
    />
  );
}
