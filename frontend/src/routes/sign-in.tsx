import { createFileRoute, redirect } from '@tanstack/react-router';
import { flag, text } from '@/app/search-params';
import { safePath } from '@/features/identity/next-path';
import { SignInPage } from '@/features/identity/pages/SignInPage';
import { setupQuery } from '@/features/identity/setup-query';

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search): { next?: string; ready?: true; changed?: true } => ({
    next: text(search.next),
    ready: flag(search.ready),
    changed: flag(search.changed),
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
  const { next, ready, changed } = Route.useSearch();
  const after = changed ? 'password' : ready ? 'set-up' : undefined;
  return <SignInPage next={safePath(next)} after={after} />;
}
