import { createFileRoute } from '@tanstack/react-router';
import { SignPage } from '@/features/repairs/pages/SignPage';
import { signQuery } from '@/features/repairs/queries';
import { ErrorState } from '@/ui/ErrorState';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { PlainPage } from '@/ui/PlainPage';

/** Public: reached by the QR code on a door, without an account. */
export const Route = createFileRoute('/s/$code')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(signQuery(params.code)),
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
  component: () => <SignPage code={Route.useParams().code} />,
});
