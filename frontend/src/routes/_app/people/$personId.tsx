import { createFileRoute } from '@tanstack/react-router';
import { PersonPage } from '@/features/campus/pages/PersonPage';
import { personQuery } from '@/features/campus/queries';

export const Route = createFileRoute('/_app/people/$personId')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(personQuery(params.personId)),
  component: () => <PersonPage personId={Route.useParams().personId} />,
});
