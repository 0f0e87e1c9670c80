import { createFileRoute, redirect } from '@tanstack/react-router';
import { SetUpPage } from '@/features/identity/pages/SetUpPage';
import { setupQuery } from '@/features/identity/setup-query';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { PlainPage } from '@/ui/PlainPage';

export const Route = createFileRoute('/set-up')({
  beforeLoad: async ({ context }) => {
    const setup = await context.queryClient.ensureQueryData(setupQuery);
    if (!setup.needed) {
      throw redirect({ to: '/sign-in', replace: true });
    }
  },
  pendingComponent: () => (
    <PlainPage wide>
      <PageSkeleton />
    </PlainPage>
  ),
  component: SetUpPage,
});
