import { createFileRoute } from '@tanstack/react-router';
import { FollowUpPage } from '@/features/repairs/pages/FollowUpPage';
import { followUpQuery } from '@/features/repairs/queries';
import { ErrorState } from '@/ui/ErrorState';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { PlainPage } from '@/ui/PlainPage';

/** Public: the code given to an anonymous reporter is the credential. */
export const Route = createFileRoute('/f/$code')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(followUpQuery(params.code)),
  pendingComponent: () => (
    <PlainPage wide>
      <PageSkeleton />
    </PlainPage>
  ),
  errorComponent: ({ error }) => (
    <PlainPage wide>
      <ErrorState error={error} onRetry={() => window.location.reload()} />
    </PlainPage>
  ),
  component: () => <FollowUpPage code={Route.useParams().code} />,
});
