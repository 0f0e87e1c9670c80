import { createFileRoute } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import { BoughtForCase } from '@/features/procurement/petty/BoughtForCase';
import { CasePage } from '@/features/repairs/pages/CasePage';
import { caseQuery } from '@/features/repairs/queries';

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
      bought={seesPurchases ? <BoughtForCase caseId={caseId} /> : undefined}
    />
  );
}
