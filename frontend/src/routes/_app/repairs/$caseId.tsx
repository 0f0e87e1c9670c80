import { createFileRoute } from '@tanstack/react-router';
import { CasePage } from '@/features/repairs/pages/CasePage';
import { caseQuery } from '@/features/repairs/queries';

export const Route = createFileRoute('/_app/repairs/$caseId')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(caseQuery(params.caseId)),
  component: () => <CasePage caseId={Route.useParams().caseId} />,
});
