import { createFileRoute } from '@tanstack/react-router';
import { LeavePage } from '@/features/campus/pages/LeavePage';
import { personQuery } from '@/features/campus/queries';

export const Route = createFileRoute('/_app/people/$personId_/leave')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(personQuery(params.personId)),
  component: () => <LeavePage personId={Route.useParams().personId} />,
});
