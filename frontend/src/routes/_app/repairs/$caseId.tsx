import { createFileRoute } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { usePermission } from '@/api/me';
import { CasePage } from '@/features/repairs/pages/CasePage';
import { caseQuery } from '@/features/repairs/queries';

/** Other areas': they come after the repair itself. */
const BoughtForCase = lazy(async () => ({
  default: (await import('@/features/procurement/petty/BoughtForCase')).BoughtForCase,
}));

const PartsOfCase = lazy(async () => ({
  default: (await import('@/features/stores/components/PartsOfCase')).PartsOfCase,
}));

export const Route = createFileRoute('/_app/repairs/$caseId')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(caseQuery(params.caseId)),
  component: Case,
});

function Case() {
  const { caseId } = Route.useParams();
  const seesPurchases = usePermission('purchase_requests.view');
  return (
    <CasePage
      caseId={caseId}
      bought={
        <Suspense>
          <PartsOfCase caseId={caseId} />
          {seesPurchases ? <BoughtForCase caseId={caseId} /> : null}
        </Suspense>
      }
    />
  );
}
