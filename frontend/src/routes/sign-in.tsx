import { createFileRoute, redirect } from '@tanstack/react-router';
import { flag, text } from '@/app/search-params';
import { safePath } from '@/features/identity/next-path';
import { SignInPage } from '@/features/identity/pages/SignInPage';
import { setupQuery } from '@/features/identity/queries';

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search): { next?: string; ready?: true } => ({
    next: text(search.next),
    ready: flag(search.ready),
  }),
  beforeLoad: async ({ context }) => {
    // A new installation has nobody who could sign in. Not knowing is no reason to show an error here.
    const setup = await context.queryClient.ensureQueryData(setupQuery).catch(() => null);
    if (setup?.needed) {
      throw redirect({ to: '/set-up', replace: true });
    }
  },
  component: SignIn,
});

function SignIn() {
  const { next, ready } = Route.useSearch();
  return <SignInPage next={safePath(next)} justSetUp={ready} />;
}
